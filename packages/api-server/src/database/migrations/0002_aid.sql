-- Students, applications, visits, panels, determinations, episodes, mentors and the counters of coverage.
--
-- Every row about a child carries `org_path`, the path of the child's class, so that row-level security can
-- bound it. It follows the child: the foreign keys to (id, org_path) cascade when a child changes class.
-- Names of staff who acted are copied into what they did: they stay true when somebody leaves (AD-02).

create table student (
  id               uuid primary key default gen_random_uuid(),
  org_path         ltree not null,
  school_id        uuid not null references org (id),
  class_id         uuid not null references org (id),
  name             text collate "zh-x-icu" not null check (length(name) between 1 and 50),
  sex              text not null check (sex in ('female', 'male')),
  stage            text not null,
  grade            text not null,
  birth_date       date not null,
  hardship_level   text not null check (hardship_level in ('extreme', 'severe', 'moderate')),
  recognised_on    date not null,
  enrolment        text not null default 'enrolled' check (enrolment in ('enrolled', 'suspended', 'left', 'deceased')),
  id_number_sealed bytea not null,
  -- Keyed hash of the normalised number: finds duplicates without telling the number.
  id_number_index  bytea not null,
  address_sealed   bytea,
  version          integer not null default 1,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  unique (id, org_path),
  -- Per school and not over all: nothing may need a constraint across cities.
  constraint student_once_a_school unique (school_id, id_number_index)
);
create index student_by_school on student (school_id, name, id);
create index student_by_class on student (class_id, name, id);
create index student_by_number on student (id_number_index);
create index student_by_path on student using gist (org_path);

create table guardian (
  id           uuid primary key default gen_random_uuid(),
  student_id   uuid not null,
  org_path     ltree not null,
  name         text not null,
  relation     text not null,
  phone_sealed bytea,
  foreign key (student_id, org_path) references student (id, org_path) on update cascade on delete cascade
);
create index guardian_by_student on guardian (student_id);

-- Generated from the aid systems, never typed (AR-03).
create table aid_history_line (
  id           uuid primary key default gen_random_uuid(),
  student_id   uuid not null,
  org_path     ltree not null,
  project      text not null,
  period       text not null,
  amount_cents integer not null check (amount_cents >= 0),
  paid_on      date,
  source       text not null,
  generated_on date not null,
  foreign key (student_id, org_path) references student (id, org_path) on update cascade on delete cascade,
  constraint aid_line_once unique (student_id, project, period)
);

create table application (
  id                  uuid primary key default gen_random_uuid(),
  student_id          uuid not null,
  org_path            ltree not null,
  school_id           uuid not null references org (id),
  class_id            uuid not null references org (id),
  stage               text not null,
  status              text not null,
  -- To the millisecond, as the programs that page by it keep time; so is updated_at.
  status_since        timestamptz(3) not null,
  applicant_kind      text not null,
  relation            text,
  consent_given       boolean not null,
  dilemma_types       text[] not null,
  reason_codes        text[] not null,
  aid_categories      text[] not null,
  facts_and_reasons   text not null,
  diagnosis_sealed    bytea,
  sudden_change       boolean not null,
  sensitive_applicant text,
  sensitive_note      text,
  entered_by          uuid not null references account (id),
  entered_by_name     text not null,
  entered_as          text not null,
  submitted_by        uuid references account (id),
  submitted_at        timestamptz,
  -- Who must act next, as the domain says (nextStep); null once it is finished.
  next_role           text,
  next_accounts       uuid[] not null default '{}',
  -- Since when, where that is later than the state: a panel's chair waits since the last vote.
  next_since          timestamptz(3),
  -- 0 to 99; an auditor's sample holds the slots below the policy's percentage (AD-04).
  sample_slot         smallint not null check (sample_slot between 0 and 99),
  version             integer not null default 1,
  created_at          timestamptz not null,
  updated_at          timestamptz(3) not null,
  unique (id, org_path),
  foreign key (student_id, org_path) references student (id, org_path) on update cascade
);
create unique index application_open_once on application (student_id)
  where status not in ('determined', 'notDetermined', 'withdrawn');
create index application_by_student on application (student_id, updated_at desc);
create index application_by_school on application (school_id, updated_at desc, id desc);
create index application_by_school_status on application (school_id, status, status_since, id);
create index application_by_school_since on application (school_id, status_since, id);
create index application_by_class on application (class_id, updated_at desc, id desc);
create index application_by_class_since on application (class_id, status_since, id);
create index application_by_next on application (school_id, next_role, status_since, id) where next_role is not null;
-- An auditor looks over a whole region, but only at the sample, which is smaller than this (AD-04).
create index application_in_sample on application (updated_at desc, id desc) where sample_slot < 10;
create index application_in_sample_waiting on application (status_since, id) where sample_slot < 10;

create table application_event (
  id             bigint generated always as identity primary key,
  application_id uuid not null,
  org_path       ltree not null,
  at             timestamptz not null,
  actor_id       uuid not null references account (id),
  actor_name     text not null,
  actor_role     text not null,
  command        text not null,
  from_status    text,
  to_status      text not null,
  reason_code    text,
  text           text,
  foreign key (application_id, org_path) references application (id, org_path) on update cascade on delete cascade
);
create index application_event_by_application on application_event (application_id, id);

create table home_visit (
  id               uuid primary key default gen_random_uuid(),
  student_id       uuid not null,
  org_path         ltree not null,
  application_id   uuid references application (id) on delete set null,
  mode             text not null,
  visited_on       date not null,
  reached          boolean not null,
  led_by_leader    boolean not null,
  policy_explained boolean not null,
  companions       text,
  record           text not null,
  visitor_id       uuid not null references account (id),
  visitor_name     text not null,
  recorded_at      timestamptz not null,
  sample_slot      smallint not null check (sample_slot between 0 and 99),
  version          integer not null default 1,
  foreign key (student_id, org_path) references student (id, org_path) on update cascade
);
create index home_visit_by_student on home_visit (student_id, visited_on desc);

create table panel (
  application_id uuid primary key,
  org_path       ltree not null,
  status         text not null check (status in ('voting', 'closed')),
  chair_id       uuid not null references account (id),
  convened_by    uuid not null references account (id),
  convened_by_name text not null,
  convened_at    timestamptz not null,
  closed_at      timestamptz,
  recommends     boolean,
  decline_reason text,
  version        integer not null default 1,
  foreign key (application_id, org_path) references application (id, org_path) on update cascade on delete cascade,
  unique (application_id, org_path)
);

create table panel_member (
  application_id uuid not null,
  org_path       ltree not null,
  account_id     uuid not null references account (id),
  name           text not null,
  recused        text,
  necessity      boolean,
  feasibility    boolean,
  grounds        text,
  voted_at       timestamptz,
  -- The version of the case file that the member had before them (001 责任追溯).
  version_seen   integer,
  primary key (application_id, account_id),
  foreign key (application_id, org_path) references panel (application_id, org_path) on update cascade on delete cascade
);
create index panel_member_by_account on panel_member (account_id, application_id);

create table episode (
  id             uuid primary key default gen_random_uuid(),
  student_id     uuid not null,
  org_path       ltree not null,
  school_id      uuid not null references org (id),
  application_id uuid references application (id) on delete set null,
  previous_id    uuid references episode (id),
  status         text not null,
  aid_categories text[] not null,
  started_on     date not null,
  ended_on       date,
  version        integer not null default 1,
  unique (id, org_path),
  foreign key (student_id, org_path) references student (id, org_path) on update cascade
);
create unique index episode_active_once on episode (student_id)
  where status not in ('exited', 'transferred');
create index episode_by_school on episode (school_id, started_on, id) where status not in ('exited', 'transferred');
create index episode_by_student on episode (student_id);

create table determination (
  application_id uuid primary key,
  org_path       ltree not null,
  episode_id     uuid not null references episode (id),
  confirmed_by   uuid not null references account (id),
  confirmed_by_name text not null,
  confirmed_at   timestamptz not null,
  remark         text not null,
  -- The facts as they were shown, and their SM3 digest: later changes never alter what was decided (D7).
  facts          jsonb not null,
  facts_digest   text not null,
  foreign key (application_id, org_path) references application (id, org_path) on update cascade
);

create table aid_service (
  id         uuid primary key default gen_random_uuid(),
  episode_id uuid not null,
  org_path   ltree not null,
  category   text not null,
  provider   text not null,
  content    text not null,
  starts_on  date not null,
  status     text not null check (status in ('planned', 'started', 'delivered', 'cancelled')),
  foreign key (episode_id, org_path) references episode (id, org_path) on update cascade on delete cascade
);
create index aid_service_by_episode on aid_service (episode_id, starts_on);

-- 导师名册: an appointment at a school (ME-02, ME-05).
create table mentor (
  id         uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  school_id  uuid not null references org (id),
  org_path   ltree not null,
  kind       text not null check (kind in ('aid', 'psych', 'academic', 'career', 'external')),
  expertise  text[] not null,
  capacity   smallint not null check (capacity between 0 and 100),
  name       text not null,
  constraint mentor_once unique (school_id, account_id, kind)
);

create table pairing (
  id                 uuid primary key default gen_random_uuid(),
  episode_id         uuid not null,
  student_id         uuid not null,
  org_path           ltree not null,
  mentor_id          uuid not null references mentor (id),
  mentor_account_id  uuid not null references account (id),
  kind               text not null,
  accepted_on        date,
  ended_on           date,
  foreign key (episode_id, org_path) references episode (id, org_path) on update cascade on delete cascade
);
create index pairing_by_episode on pairing (episode_id) where ended_on is null;
create index pairing_by_mentor on pairing (mentor_id) where ended_on is null;
create index pairing_by_account on pairing (mentor_account_id, student_id) where ended_on is null;

-- What the indicators need to know of one student in one period; the counters are the sums of these rows.
create table coverage_fact (
  student_id uuid not null,
  period_id  text not null,
  org_path   ltree not null,
  school_id  uuid not null references org (id),
  class_id   uuid not null references org (id),
  counted    boolean not null,
  visited    boolean not null,
  focus      boolean not null,
  mentored   boolean not null,
  primary key (student_id, period_id),
  foreign key (student_id, org_path) references student (id, org_path) on update cascade on delete cascade
);
create index coverage_fact_unvisited on coverage_fact (school_id, period_id, student_id) where counted and not visited;
create index coverage_fact_unmentored on coverage_fact (school_id, period_id, student_id) where focus and not mentored;

create table coverage_counter (
  school_id uuid not null references org (id),
  period_id text not null,
  org_path  ltree not null,
  stage     text not null,
  counted   integer not null check (counted >= 0),
  visited   integer not null check (visited between 0 and counted),
  focus     integer not null check (focus >= 0),
  mentored  integer not null check (mentored between 0 and focus),
  primary key (school_id, period_id)
);
-- A report sums one period over a region; the periods of all years stand in one table.
create index coverage_counter_by_period on coverage_counter (period_id, org_path);

call app.protect_by_path('student', 'case', 'id');
call app.protect_by_path('guardian', 'case');
call app.protect_by_path('aid_history_line', 'case');
call app.protect_by_path('application', 'case');
call app.protect_by_path('application_event', 'case');
call app.protect_by_path('home_visit', 'case');
call app.protect_by_path('panel', 'case');
call app.protect_by_path('panel_member', 'case');
call app.protect_by_path('episode', 'case');
call app.protect_by_path('determination', 'case');
call app.protect_by_path('aid_service', 'case');
call app.protect_by_path('pairing', 'case');
call app.protect_by_path('coverage_fact', 'case');
call app.protect_by_path('mentor', 'count');
call app.protect_by_path('coverage_counter', 'count');

grant select, insert, update on student, guardian, aid_history_line, application, home_visit, panel, panel_member,
  episode, aid_service, mentor, pairing, coverage_fact, coverage_counter to sunshine_app;
-- A decision and what happened are never rewritten.
grant select, insert on determination, application_event to sunshine_app;
-- A corrected list replaces the guardians of a student.
grant delete on guardian to sunshine_app;

/** Which of `numbers` (blind indexes) belong to a student of another school: tells that, and nothing else. */
create function app.numbers_elsewhere(school uuid, numbers bytea[]) returns setof bytea
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct id_number_index from student where id_number_index = any (numbers) and school_id <> school
    -- A child who left is free to arrive elsewhere.
    and enrolment in ('enrolled', 'suspended')
$$;
-- Forced row-level security holds for the owner too, whose function this is.
create policy owner_reads on student for select to current_user using (true);
grant execute on function app.numbers_elsewhere(uuid, bytea[]) to sunshine_app;

/**
 * Names of those who opened or asked for the records `subjects`, as far as the reader may see the trail itself. A
 * reader from above the school is a stranger to its staff, and yet the school may know who it was (D11).
 */
create function app.names_in_trail(subjects uuid[]) returns table (account_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct account.id, account.name
  from audit_event join account on account.id = audit_event.account_id
  where audit_event.subject_id = any (subjects) and audit_event.org_path <@ any (app.case_scope())
$$;
grant execute on function app.names_in_trail(uuid[]) to sunshine_app;

/** A child who changes class takes their requests and episodes along; the path follows by the foreign keys. */
create function app.follow_student() returns trigger language plpgsql as $$
begin
  update application set class_id = new.class_id, school_id = new.school_id where student_id = new.id;
  update episode set school_id = new.school_id where student_id = new.id and school_id <> new.school_id;
  return null;
end $$;
create trigger student_moved after update of class_id, school_id on student for each row
  when (old.class_id <> new.class_id or old.school_id <> new.school_id) execute function app.follow_student();
