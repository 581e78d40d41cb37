-- Work lists, findings of screening, times by step, and how much one account reads in a day.

-- ── Until when a step is to be done ─────────────────────────────────────────────────────────────────────────

-- Kept when a request moves (domain: stepDue), so that lists are sorted along an index; null once it is finished.
alter table application add due_at timestamptz(3);
update application set due_at = coalesce(next_since, status_since) + interval '7 days' where next_role is not null;

create index application_work_of_school on application (school_id, coalesce(due_at, 'infinity'), id)
  where next_role is not null;
create index application_work_of_class on application (class_id, coalesce(due_at, 'infinity'), id)
  where next_role is not null;
-- Who is named; nobody is named by more than a few open requests.
create index application_work_named on application using gin (next_accounts) where next_role is not null;

-- ── Findings of screening ───────────────────────────────────────────────────────────────────────────────────

-- Keyed hash of the phone: finds children of the same guardian without telling the number.
alter table guardian add phone_index bytea;
create index guardian_by_phone on guardian (phone_index, name) where phone_index is not null;

-- What the officer had before them when a screening was completed, and what they said of each possible duplicate.
create table screening_check (
  id             bigint generated always as identity primary key,
  application_id uuid not null,
  org_path       ltree not null,
  checked_by     uuid not null references account (id),
  checked_by_name text not null,
  checked_at     timestamptz(3) not null,
  -- The version of the case file (001 责任追溯).
  version_seen   integer not null,
  -- Ids and codes only: [{sign, studentId, verdict}].
  duplicates     jsonb not null,
  siblings       uuid[] not null,
  -- How many requests and episodes of the same student were shown.
  requests_seen  smallint not null,
  episodes_seen  smallint not null,
  foreign key (application_id, org_path) references application (id, org_path) on update cascade on delete cascade
);
create index screening_check_by_application on screening_check (application_id, id);
call app.protect_by_path('screening_check', 'case');
-- What was seen is never rewritten.
grant select, insert on screening_check to sunshine_app;

-- ── How long each step takes ────────────────────────────────────────────────────────────────────────────────

-- A histogram kept when a request leaves a state: half days, the last bucket holds all that took longer. Sums over
-- a region add these rows and never read a case.
create table elapsed_count (
  school_id uuid not null references org (id),
  org_path  ltree not null,
  -- In China: 2026-10.
  month     text not null check (month ~ '^\d{4}-\d{2}$'),
  status    text not null,
  half_days smallint not null check (half_days between 0 and 240),
  n         integer not null check (n > 0),
  primary key (school_id, month, status, half_days)
);
create index elapsed_count_by_month on elapsed_count (month, org_path);
call app.protect_by_path('elapsed_count', 'count');
grant select on elapsed_count to sunshine_app;
-- Forced row-level security holds for the owner too, whose function the next one is.
create policy owner_counts on elapsed_count to current_user using (true) with check (true);

/** One more stay has ended. Whoever moves a request may count it, a family too, and may do nothing else here. */
create function app.count_stay(school uuid, in_month text, at_status text, took smallint) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into elapsed_count (school_id, org_path, month, status, half_days, n)
  select id, path, in_month, at_status, took, 1 from org where id = school and kind = 'school'
  on conflict (school_id, month, status, half_days) do update set n = elapsed_count.n + 1
$$;
grant execute on function app.count_stay(uuid, text, text, smallint) to sunshine_app;

/** Counts the stays of the requests of `schools` anew from what happened to them. For the owner's tools. */
create function app.recount_elapsed(schools uuid[]) returns void language sql volatile as $$
  delete from elapsed_count where school_id = any (schools);
  insert into elapsed_count (school_id, org_path, month, status, half_days, n)
  select school_id, school_path, to_char(left_at at time zone 'Asia/Shanghai', 'YYYY-MM'), status,
    least(240, floor(extract(epoch from left_at - at) / 43200)), count(*)
  from (
    select application.school_id, school.path as school_path, event.to_status as status, event.at,
      lead(event.at) over (partition by event.application_id order by event.id) as left_at
    from application_event event
    join application on application.id = event.application_id
    join org school on school.id = application.school_id
    where application.school_id = any (schools) and event.from_status is distinct from event.to_status
  ) stay
  where left_at is not null
  group by 1, 2, 3, 4, 5
$$;
select app.recount_elapsed(array(select id from org where kind = 'school'));

-- ── How much one account reads in a day ─────────────────────────────────────────────────────────────────────

-- Which files an account has opened on a day; forgotten after a week, the count stays.
create table file_seen (
  account_id uuid not null,
  day        date not null,
  subject_id uuid not null,
  primary key (account_id, day, subject_id)
);
create index file_seen_by_day on file_seen (day);
alter table file_seen enable row level security;
create policy own_reads on file_seen to sunshine_app
  using (account_id = (select app.account_id())) with check (account_id = (select app.account_id()));
grant select, insert on file_seen to sunshine_app;

create table reads_per_day (
  id         uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  day        date not null,
  school_id  uuid not null references org (id),
  org_path   ltree not null,
  -- Different files opened, and lines of lists shown.
  files      integer not null check (files >= 0),
  listed     integer not null check (listed >= 0),
  -- What a responsible person found out; null while nobody has looked.
  outcome    text,
  closed_by  uuid references account (id),
  closed_by_name text,
  closed_at  timestamptz(3),
  constraint reads_once_a_day unique (account_id, day, school_id)
);
create index reads_by_path on reads_per_day (day, org_path) where files >= 50 or listed >= 500;
alter table reads_per_day enable row level security;
alter table reads_per_day force row level security;
-- Everybody counts their own reading; those who answer for a place see it.
create policy in_scope on reads_per_day for select to sunshine_app
  using (account_id = (select app.account_id()) or org_path <@ any ((select app.case_scope())::ltree[]));
create policy count_oneself on reads_per_day for insert to sunshine_app
  with check (account_id = (select app.account_id()));
create policy own_or_in_scope on reads_per_day for update to sunshine_app
  using (account_id = (select app.account_id()) or org_path <@ any ((select app.case_scope())::ltree[]));
grant select, insert, update on reads_per_day to sunshine_app;

/** Forgets which files were seen before `before`; returns how many rows, at most `at_most`. */
create function app.forget_files_seen(before date, at_most integer) returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (
    delete from file_seen where ctid in (
      select ctid from file_seen where day < before limit at_most for update skip locked)
    returning 1)
  select count(*) from gone
$$;

-- ── Who was refused ─────────────────────────────────────────────────────────────────────────────────────────

-- Forced row-level security holds for the owner too, whose function the next one is.
create policy screening_owner_reads on application for select to current_user using (true);

/**
 * Refusals about a student's records that lie in the chain of another place, as the school of the student may know
 * them: when, in which role, what was asked for. Nobody learns who it was, or where.
 */
create function app.refused_from_outside(child uuid) returns table (at timestamptz, role text, action text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select event.at, event.role, event.action
  from audit_event event
  where event.outcome = 'denied' and event.role is not null
    and event.subject_id in (select child union all select id from application where student_id = child)
    and not (event.org_path <@ any (app.case_scope()))
    and exists (select from student where student.id = child and (
      student.id = app.student_id() or student.org_path <@ any (app.staff_scope())))
$$;
grant execute on function app.refused_from_outside(uuid) to sunshine_app;
