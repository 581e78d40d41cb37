-- How many requests of a school stand still for which reason, counted every hour. An office above the school reads
-- these numbers and no case (PS-01); what is small leaves suppressed.
create table stuck_count (
  school_id  uuid not null references org (id),
  org_path   ltree not null,
  -- A word of `STUCK_REASONS` in the domain. A request counts once, under the first of its reasons.
  reason     text not null check (reason ~ '^[A-Za-z]{1,40}$'),
  n          integer not null check (n > 0),
  counted_at timestamptz(3) not null,
  primary key (school_id, reason)
);
create index stuck_count_by_path on stuck_count using gist (org_path);
call app.protect_by_path('stuck_count', 'count');
grant select on stuck_count to sunshine_app;
-- Forced row-level security holds for the owner too, who counts.
create policy owner_counts on stuck_count to current_user using (true) with check (true);
