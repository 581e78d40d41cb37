-- What an organisation sets for everybody below it: policy, calendar, aid list. Nothing here is ever rewritten:
-- each change is a new row, so that what held on a day can always be asked (AD-02, AD-08).

/** The day in China at the transaction's own clock. */
create function app.today() returns date language sql stable parallel safe
  return (coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())
    at time zone 'Asia/Shanghai')::date;

/** A setting holds for all below, so whoever stands below reads it; it is written at one's own place only. */
create procedure app.protect_setting(relation regclass) language plpgsql as $$
declare
  scopes constant text := '((select app.case_scope())::ltree[] || (select app.count_scope())::ltree[])';
begin
  execute format('alter table %s enable row level security', relation);
  execute format('alter table %s force row level security', relation);
  execute format('create policy within_or_above on %s for select
    using (org_path <@ any %2$s or org_path @> any %2$s)', relation, scopes);
  -- The empty path is that of the owner's tools.
  execute format('create policy at_own_place on %s for insert
    with check (org_path = any %2$s or %2$s @> array['''']::ltree[])', relation, scopes);
end $$;

-- ── Policy: proposed by one person, approved by another ─────────────────────────────────────────────────────

create table policy_setting (
  id uuid primary key default gen_random_uuid(),
  -- One proposal waits at a time, so of two versions of a value the later one was decided later, too.
  seq bigint generated always as identity,
  org_id uuid not null references org (id),
  org_path ltree not null,
  -- A key of `POLICY_SETTINGS` in the domain.
  key text not null check (key ~ '^[A-Za-z][A-Za-z.]{0,63}$'),
  -- SQL null: what stands above holds again.
  value jsonb,
  valid_from date not null,
  grounds text not null check (char_length(grounds) between 1 and 500),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected', 'withdrawn')),
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz(3) not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  remark text check (char_length(remark) <= 500),
  -- The day from which it holds: `valid_from`, but never before its approval.
  effective_from date check (effective_from >= valid_from),
  version integer not null default 1,
  constraint policy_setting_decided check ((state = 'proposed') = (decided_at is null)
    and (decided_at is null) = (decided_by is null) and (state = 'approved') = (effective_from is not null)),
  constraint policy_setting_two_people check (case state when 'withdrawn' then decided_by = proposed_by
    else decided_by is distinct from proposed_by end)
);
-- Two proposals at once for the same number would each be judged by a preview that the other makes wrong.
create unique index policy_setting_one_proposal on policy_setting (org_id, key) where state = 'proposed';
create index policy_setting_org on policy_setting (org_id, key, valid_from);

create function app.keep_policy_setting() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' then
    raise exception using errcode = 'check_violation', constraint = 'policy_setting_is_kept',
      message = 'a decided setting is kept as it is';
  end if;
  return new;
end $$;
create trigger policy_setting_is_kept before update or delete on policy_setting
  for each row execute function app.keep_policy_setting();

call app.protect_setting('policy_setting');
-- Those of a school are decided at the school; those of a region at the region or above.
create policy decide on policy_setting for update using (
  org_path <@ any ((select app.case_scope())::ltree[] || (select app.count_scope())::ltree[])
  and ((select kind from org where org.id = org_id) <> 'school'
    or org_path = any ((select app.case_scope())::ltree[] || (select app.count_scope())::ltree[])
    or (select app.case_scope())::ltree[] @> array['']::ltree[]));
grant select, insert, update (state, decided_by, decided_by_name, decided_at, remark, effective_from, version)
  on policy_setting to sunshine_app;

/** Settings that the counters of coverage follow already; the rest waits for the next count (coverage/recount.ts). */
create table policy_setting_counted (
  setting_id uuid primary key references policy_setting (id)
);

/**
 * What the preview of a setting counts below `top`, without anybody's identity: groups of open requests that look
 * the same to the rules, with their number. Only for somebody whose figures `top` belongs to.
 */
create function app.open_request_groups(top ltree) returns table (school_id uuid, stage text, status text,
  visits jsonb, submitted_at timestamptz, changes jsonb, panel text, voters integer, opened boolean, requests bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select application.school_id, application.stage, application.status, coalesce(visited.days, '{}'),
    clock.submitted_at, clock.changes, panel.status, seats.voters, panel.opened_at is not null, count(*)
  from org school
  join application on application.school_id = school.id
    and application.status not in ('draft', 'determined', 'notDetermined', 'withdrawn')
  left join panel on panel.application_id = application.id
  -- The last visit of each kind that met the family: all that the duty asks for.
  cross join lateral (
    select jsonb_object_agg(last.mode, last.visited_on) as days from (
      select visit.mode, max(visit.visited_on) as visited_on from home_visit visit
      where visit.student_id = application.student_id and visit.reached
      group by visit.mode) last
  ) visited
  cross join lateral (
    select (count(*) filter (where member.recused is null))::integer as voters
    from panel_member member where member.application_id = panel.application_id
  ) seats
  -- Of a sudden change, what its clock goes by; these are few.
  left join lateral (
    select application.submitted_at, (
      select jsonb_agg(jsonb_build_object('at', event.at, 'to', event.to_status, 'reasonCode', event.reason_code)
        order by event.id)
      from application_event event
      where event.application_id = application.id and event.from_status is distinct from event.to_status
    ) as changes
    where application.sudden_change
  ) clock on true
  where school.path <@ top and school.kind = 'school'
    and top <@ any ((select app.count_scope())::ltree[])
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9
$$;
grant execute on function app.open_request_groups(ltree) to sunshine_app;

/** The same for students whose support runs: which kinds of mentor they have. */
create function app.running_episode_groups(top ltree)
returns table (school_id uuid, mentors text[], episodes bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select episode.school_id, kinds.mentors, count(*)
  from org school
  join episode on episode.school_id = school.id and episode.status in ('active', 'reviewDue', 'exitReview', 'tapering')
  cross join lateral (
    select coalesce(array_agg(distinct pairing.kind order by pairing.kind), '{}') as mentors from pairing
    where pairing.episode_id = episode.id and pairing.accepted_on is not null and pairing.ended_on is null
  ) kinds
  where school.path <@ top and school.kind = 'school'
    and top <@ any ((select app.count_scope())::ltree[])
  group by 1, 2
$$;
grant execute on function app.running_episode_groups(ltree) to sunshine_app;

-- Forced row-level security holds for the owner too, whose functions these are.
create policy settings_owner_counts on application for select to current_user using (true);
create policy settings_owner_counts on home_visit for select to current_user using (true);
create policy settings_owner_counts on application_event for select to current_user using (true);
create policy settings_owner_counts on panel for select to current_user using (true);
create policy settings_owner_counts on panel_member for select to current_user using (true);
create policy settings_owner_counts on episode for select to current_user using (true);
create policy settings_owner_counts on pairing for select to current_user using (true);

-- ── School calendar: semesters, holidays and make-up days of one academic year ──────────────────────────────

create table school_calendar (
  org_id uuid not null references org (id),
  org_path ltree not null,
  -- `2026` is 2026/27.
  year text not null check (year ~ '^\d{4}$'),
  version integer not null check (version > 0),
  -- `SchoolCalendar` of the domain; SQL null: what stands above holds again.
  content jsonb,
  set_by uuid not null,
  set_by_name text not null,
  set_at timestamptz(3) not null,
  primary key (org_id, year, version)
);
call app.protect_setting('school_calendar');
grant select, insert on school_calendar to sunshine_app;

-- ── Aid list: what an organisation adds to the list, renames or hides ───────────────────────────────────────

create table aid_list_change (
  org_id uuid not null references org (id),
  org_path ltree not null,
  -- The id of an item: that of a template in the domain, or a random one.
  item text not null check (item ~ '^[A-Za-z0-9-]{1,40}$'),
  version integer not null check (version > 0),
  category text not null check (category in ('familyGuidance', 'psychSupport', 'conductGuidance',
    'academicTutoring', 'specialEducation', 'entryAndEmployment', 'allRoundDevelopment')),
  name text not null check (char_length(name) between 1 and 80),
  provider text check (char_length(provider) between 1 and 80),
  hidden boolean not null,
  changed_by uuid not null,
  changed_by_name text not null,
  changed_at timestamptz(3) not null,
  primary key (org_id, item, version)
);
call app.protect_setting('aid_list_change');
grant select, insert on aid_list_change to sunshine_app;

-- ── What an account prefers; nothing about anybody else ─────────────────────────────────────────────────────

create table account_preference (
  account_id uuid primary key references account (id),
  -- The five steps of the first day were seen or skipped.
  tour_seen boolean not null default false,
  -- Single keys do nothing when off (WCAG 2.1.4).
  shortcuts boolean not null default true
);
alter table account_preference enable row level security;
create policy own_preference on account_preference to sunshine_app
  using (account_id = (select app.account_id())) with check (account_id = (select app.account_id()));
grant select, insert, update on account_preference to sunshine_app;
