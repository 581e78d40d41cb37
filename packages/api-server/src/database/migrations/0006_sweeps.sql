-- Finding those who do not ask: what the school already knows of a student, sweeps over it, and what staff decided.

-- 摸排依据: one fact each, from the student list or the results feed. What visits and payments tell is read from
-- their own tables. Psychological findings have no code here: they never reach a sweep.
create table student_sign (
  student_id  uuid not null,
  org_path    ltree not null,
  code        text not null check (code in ('orphan', 'leftBehind', 'singleParent', 'parentInCustody',
    'familyMisfortune', 'diagnosedNeeds', 'preschoolWish', 'certifiedHardship', 'jobSearch',
    'rankPercent', 'failedSubjects', 'absenceDays', 'violations', 'bullyingCases')),
  source      text not null check (source in ('list', 'results')),
  -- Semester of a result, as `2026-1`; empty for what holds until it is taken back.
  period      text not null default '',
  amount      integer check (amount between 0 and 1000),
  observed_on date not null,
  primary key (student_id, code, period),
  foreign key (student_id, org_path) references student (id, org_path) on update cascade on delete cascade
);

create table sweep (
  id              uuid primary key default gen_random_uuid(),
  school_id       uuid not null references org (id),
  org_path        ltree not null,
  policy_id       text not null,
  started_by      uuid not null references account (id),
  started_by_name text not null,
  started_at      timestamptz not null,
  students        integer not null check (students >= 0)
);
create index sweep_by_school on sweep (school_id, started_at desc, id desc);

create table sweep_proposal (
  id               uuid primary key default gen_random_uuid(),
  sweep_id         uuid not null references sweep (id) on delete cascade,
  student_id       uuid not null,
  org_path         ltree not null,
  -- Place in the sweep: whoever has most reasons comes first.
  position         integer not null,
  kind             text not null check (kind in ('application', 'withoutApplication')),
  dilemmas         text[] not null,
  -- The facts as they were: what is imported later does not change why somebody was proposed.
  reasons          jsonb not null,
  supporting       jsonb not null,
  fact_keys        text[] not null,
  state            text not null default 'proposed'
    check (state in ('proposed', 'accepted', 'dismissed', 'superseded')),
  due_on           date,
  decided_by       uuid references account (id),
  decided_by_name  text,
  decided_at       timestamptz,
  dismissal_reason text,
  dismissal_note   text,
  application_id   uuid references application (id) on delete set null,
  version          integer not null default 1,
  constraint sweep_proposal_once unique (sweep_id, student_id),
  -- A machine proposes, a person decides (C11): no decision without who and when.
  constraint sweep_decision_by_person check (state in ('proposed', 'superseded') or
    (decided_by is not null and decided_at is not null)),
  foreign key (student_id, org_path) references student (id, org_path) on update cascade on delete cascade
);
create unique index sweep_proposal_open_once on sweep_proposal (student_id) where state = 'proposed';
create index sweep_proposal_by_position on sweep_proposal (sweep_id, position);
create index sweep_proposal_by_student on sweep_proposal (student_id, decided_at);
create index sweep_proposal_by_application on sweep_proposal (application_id) where application_id is not null;

-- Whom a sweep proposed, in figures: for the comparison with the population, and for those who may see no child.
create table sweep_counter (
  sweep_id  uuid not null references sweep (id) on delete cascade,
  sex       text not null check (sex in ('female', 'male')),
  org_path  ltree not null,
  stage     text not null,
  area      text,
  -- Of the school's latest sweep.
  latest    boolean not null,
  students  integer not null check (students >= 0),
  proposed  integer not null check (proposed between 0 and students),
  accepted  integer not null default 0 check (accepted between 0 and proposed),
  primary key (sweep_id, sex)
);
create index sweep_counter_latest on sweep_counter using gist (org_path) where latest;

-- 申请来源 (AP-22, A11): the family asks, somebody asks for them, or a sweep proposed it.
alter table application
  add column proposed boolean not null default false,
  add column source text not null generated always as (case when proposed then 'proposedBySystem'
    when applicant_kind = 'teacher' then 'proxy' else 'own' end) stored;

call app.protect_by_path('student_sign', 'case');
call app.protect_by_path('sweep_proposal', 'case');
call app.protect_by_path('sweep', 'count');
call app.protect_by_path('sweep_counter', 'count');
grant select, insert, update, delete on student_sign to sunshine_app;
grant select, insert, update on sweep_proposal, sweep_counter to sunshine_app;
grant select, insert on sweep to sunshine_app;

-- A table of results between upload and confirmation: of whoever uploaded it, and for a day.
create table results_feed (
  id         uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  school_id  uuid not null references org (id),
  org_path   ltree not null,
  period     text not null,
  state      text not null check (state in ('ready', 'confirmed')),
  matched    integer not null,
  unmatched  integer not null,
  faulty     integer not null,
  -- Row numbers and codes only.
  remarks    jsonb not null,
  -- What the matched rows say, by student; gone once confirmed.
  rows_sealed bytea,
  version    integer not null default 1,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index results_feed_by_account on results_feed (account_id, created_at desc);
create index results_feed_by_expiry on results_feed (expires_at);
alter table results_feed enable row level security;
alter table results_feed force row level security;
create policy own_feeds on results_feed to sunshine_app
  using (account_id = (select app.account_id()) and org_path <@ any ((select app.staff_scope())::ltree[]))
  with check (account_id = (select app.account_id()) and org_path <@ any ((select app.staff_scope())::ltree[]));
create policy owner_all on results_feed to current_user using (true);
grant select, insert, update, delete on results_feed to sunshine_app;

/** As before, and the tables of results as well. */
create or replace function app.forget_imports(before timestamptz, at_most integer) returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (
    delete from import_job where id in (
      select id from import_job where expires_at < before limit at_most for update skip locked)
    returning 1),
  gone_feeds as (
    delete from results_feed where id in (
      select id from results_feed where expires_at < before limit at_most for update skip locked)
    returning 1)
  select (select count(*) from gone) + (select count(*) from gone_feeds)
$$;
