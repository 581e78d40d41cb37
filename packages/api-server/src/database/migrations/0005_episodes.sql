-- Episodes after their start: reviews, exit by collective review, tapering, transfer to another school; and the
-- notice before somebody leaves school.

-- ── Reviews on the school's calendar (AP-30) ────────────────────────────────────────────────────────────────

-- When an episode is due follows from these days and from policy and calendar (`reviewDueOf`), so it is not stored.
-- `review_base` and `refresh_base` are what the lists of due episodes are ordered and cut by.
alter table episode
  add column reviewed_on date,
  add column refreshed_on date,
  add column review_base date generated always as (coalesce(reviewed_on, started_on)) stored,
  add column refresh_base date generated always as
    (greatest(coalesce(refreshed_on, started_on), coalesce(reviewed_on, started_on))) stored,
  -- The words of `end_reason` on the day of the decision.
  add column end_reason_text text,
  -- 阶梯式退出 (AP-32): [{on, text}], and the day on which the help ends.
  add column tapering_steps jsonb,
  add column tapering_ends_on date;
-- A tapering from before there was a plan ends half a year from now.
update episode set tapering_ends_on = current_date + 180 where status = 'tapering';
alter table episode
  add constraint episode_tapering_ends check (status <> 'tapering' or tapering_ends_on is not null);
create index episode_of_school on episode (school_id, started_on desc, id desc);
create index episode_of_school_status on episode (school_id, status, started_on desc, id desc);
create index episode_of_class on episode (org_path, started_on desc, id desc);
create index episode_review_due on episode (school_id, review_base, id) where status in ('active', 'reviewDue');
create index episode_refresh_due on episode (school_id, refresh_base, id) where status in ('active', 'reviewDue');
create index episode_tapering on episode (tapering_ends_on) where status = 'tapering';
create index episode_previous on episode (previous_id) where previous_id is not null;

create table episode_event (
  id          bigint generated always as identity primary key,
  episode_id  uuid not null,
  org_path    ltree not null,
  at          timestamptz(3) not null,
  -- Null where the calendar did it.
  actor_id    uuid references account (id),
  actor_name  text,
  actor_role  text,
  happening   text not null,
  from_status text not null,
  to_status   text not null,
  reason_code text,
  text        text,
  foreign key (episode_id, org_path) references episode (id, org_path) on update cascade on delete cascade
);
create index episode_event_by_episode on episode_event (episode_id, id);

create table episode_review (
  id             uuid primary key default gen_random_uuid(),
  episode_id     uuid not null,
  org_path       ltree not null,
  kind           text not null check (kind in ('refresh', 'review')),
  reviewed_on    date not null,
  still_fits     boolean not null,
  aid_categories text[] not null,
  note           text not null,
  by_id          uuid not null references account (id),
  by_name        text not null,
  by_role        text not null,
  recorded_at    timestamptz(3) not null,
  foreign key (episode_id, org_path) references episode (id, org_path) on update cascade on delete cascade
);
create index episode_review_by_episode on episode_review (episode_id, recorded_at desc);

-- ── Exit by collective review (AP-08) ───────────────────────────────────────────────────────────────────────

create table exit_review (
  id               uuid primary key default gen_random_uuid(),
  episode_id       uuid not null,
  org_path         ltree not null,
  proposer         text not null check (proposer in ('mentor', 'aidOfficer', 'guardian')),
  reason           text not null,
  -- [{category, level, text}]
  evidence         jsonb not null,
  proposed_by      uuid not null references account (id),
  proposed_by_name text not null,
  proposed_at      timestamptz(3) not null,
  chair_id         uuid references account (id),
  convened_at      timestamptz(3),
  -- The opinions were opened; they are not sealed again.
  opened_at        timestamptz(3),
  closed_at        timestamptz(3),
  verdict          text check (verdict in ('exit', 'taper', 'continue')),
  confirmed_by     uuid references account (id),
  confirmed_by_name text,
  confirmed_at     timestamptz(3),
  agreed           boolean,
  -- Over: the head has spoken, or the panel found that the help goes on. An episode has one that is not.
  ended            boolean not null default false,
  unique (id, org_path),
  foreign key (episode_id, org_path) references episode (id, org_path) on update cascade on delete cascade
);
create unique index exit_review_open_once on exit_review (episode_id) where not ended;
create index exit_review_by_episode on exit_review (episode_id, proposed_at desc);

create table exit_opinion (
  review_id      uuid not null,
  episode_id     uuid not null,
  org_path       ltree not null,
  account_id     uuid not null references account (id),
  name           text not null,
  recused        text,
  -- Verdict and grounds; nobody who reads the table reads these.
  opinion_sealed bytea,
  voted_at       timestamptz(3),
  -- The version of the episode's file that the member had before them (责任追溯).
  version_seen   integer,
  primary key (review_id, account_id),
  foreign key (review_id, org_path) references exit_review (id, org_path) on update cascade on delete cascade
);
create index exit_opinion_by_account on exit_opinion (account_id, episode_id);

call app.protect_by_path('episode_event', 'case');
call app.protect_by_path('episode_review', 'case');
call app.protect_by_path('exit_review', 'case');
call app.protect_by_path('exit_opinion', 'case');
grant select, insert on episode_event, episode_review to sunshine_app;
grant select, insert, update on exit_review, exit_opinion to sunshine_app;

-- ── Notices (AP-19) ─────────────────────────────────────────────────────────────────────────────────────────

create table withdrawal_notice (
  id                   uuid primary key default gen_random_uuid(),
  student_id           uuid not null,
  org_path             ltree not null,
  school_id            uuid not null references org (id),
  kind                 text not null check (kind in ('withdrawal', 'expulsion')),
  reason               text not null,
  planned_on           date not null,
  note                 text not null,
  status               text not null check (status in ('filed', 'acknowledged')),
  filed_by             uuid not null references account (id),
  filed_by_name        text not null,
  filed_at             timestamptz(3) not null,
  tried                text,
  acknowledged_by      uuid references account (id),
  acknowledged_by_name text,
  acknowledged_at      timestamptz(3),
  version              integer not null default 1,
  foreign key (student_id, org_path) references student (id, org_path) on update cascade
);
create unique index notice_open_once on withdrawal_notice (student_id) where status = 'filed';
create index notice_by_school on withdrawal_notice (school_id, status desc, planned_on, id);
create index notice_by_class on withdrawal_notice (org_path, status desc, planned_on, id);
call app.protect_by_path('withdrawal_notice', 'case');
grant select, insert, update on withdrawal_notice to sunshine_app;

-- ── Transfer to another school (AP-14) ──────────────────────────────────────────────────────────────────────

-- Both schools keep it, whoever has the student: a copy of what was handed over, with the paths of both. It has no
-- foreign key to the student, whose rows move with them.
create table transfer (
  id               uuid primary key default gen_random_uuid(),
  episode_id       uuid not null references episode (id),
  child_id         uuid not null,
  org_path         ltree not null,
  from_school_id   uuid not null references org (id),
  from_school_name text not null,
  to_path          ltree not null,
  to_school_id     uuid not null references org (id),
  to_school_name   text not null,
  student_name     text not null,
  stage            text not null,
  aid_categories   text[] not null,
  summary          text not null,
  status           text not null check (status in ('offered', 'accepted', 'refused', 'withdrawn')),
  offered_by_name  text not null,
  offered_at       timestamptz(3) not null,
  answer_by        date not null,
  answered_by_name text,
  answered_at      timestamptz(3),
  refusal          text,
  refusal_text     text,
  new_episode_id   uuid references episode (id),
  version          integer not null default 1
);
create index transfer_by_episode on transfer (episode_id, offered_at desc);
create index transfer_outgoing on transfer (from_school_id, offered_at desc, id desc);
create index transfer_incoming on transfer (to_school_id, offered_at desc, id desc);
call app.protect_by_path('transfer', 'case');
create policy receiver_answers on transfer
  using (to_path <@ any ((select app.staff_scope())::ltree[]));
grant select, insert, update on transfer to sunshine_app;

/** Schools that are open, by a part of the name or by id: what their sign says. */
create function app.schools_named(words text, wanted uuid, at_most integer)
returns table (id uuid, name text, path text, stage text, county_name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select school.id, school.name, school.path::text, school.stage, county.name
  from org school join org county on county.id = school.parent_id
  where school.kind = 'school' and school.open
    and (school.id = wanted or (words <> '' and strpos(lower(school.name), lower(words)) > 0))
  order by length(school.name), school.name, school.id
  limit at_most
$$;
grant execute on function app.schools_named(text, uuid, integer) to sunshine_app;

/**
 * The move itself, over both schools: called by `accept_transfer` only, once everything is checked there. The file
 * goes along with the student, as the foreign keys have it. What the sending school's counter knew of the student
 * in `period` is taken off; the receiving school counts them afterwards.
 */
create function app.move_student(offer transfer, class org, grade_there text, today date, at_now timestamptz,
  period text, actor uuid, actor_name text)
returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
set app.case_scope = '{""}' set app.staff_scope = '{""}' set app.count_scope = '{""}' as $$
declare
  spell episode;
  opened uuid := gen_random_uuid();
begin
  -- Student before episode, as everywhere; counters by id.
  perform from student where id = offer.child_id for no key update;
  select * into spell from episode where id = offer.episode_id for update;
  if spell.student_id is distinct from offer.child_id or spell.status not in ('active', 'reviewDue') then
    raise exception using errcode = 'check_violation', constraint = 'transfer_is_open',
      message = 'the episode is no longer running';
  end if;
  if exists (select from student own join student other on other.id_number_index = own.id_number_index
      where own.id = offer.child_id and other.school_id = offer.to_school_id) then
    raise exception using errcode = 'check_violation', constraint = 'transfer_student_once',
      message = 'the receiving school knows this student already';
  end if;
  perform from coverage_counter
    where school_id in (offer.from_school_id, offer.to_school_id) and period_id = period
    order by school_id for update;
  update coverage_counter counter set
      counted = counter.counted - fact.counted::int, visited = counter.visited - fact.visited::int,
      focus = counter.focus - fact.focus::int, mentored = counter.mentored - fact.mentored::int
    from coverage_fact fact
    where fact.student_id = offer.child_id and fact.period_id = period
      and counter.school_id = fact.school_id and counter.period_id = period;
  delete from coverage_fact where student_id = offer.child_id and period_id = period;

  update pairing set ended_on = today where episode_id = spell.id and ended_on is null;
  update student set org_path = class.path, class_id = class.id, school_id = offer.to_school_id,
      stage = coalesce((select org.stage from org where org.id = offer.to_school_id), student.stage),
      grade = grade_there, updated_at = at_now, version = version + 1
    where id = offer.child_id;
  update episode set status = 'transferred', ended_on = today, end_reason = 'movedSchool', version = version + 1
    where id = spell.id;
  insert into episode (id, student_id, org_path, school_id, application_id, previous_id, status, aid_categories,
      started_on, reviewed_on, refreshed_on)
    values (opened, offer.child_id, class.path, offer.to_school_id, null, spell.id, 'active', spell.aid_categories,
      today, spell.review_base, spell.refresh_base);
  insert into aid_service (episode_id, org_path, category, provider, content, starts_on, status)
    select opened, class.path, category, provider, content, starts_on, status from aid_service
    where episode_id = spell.id and status in ('planned', 'started');
  insert into episode_event (episode_id, org_path, at, actor_id, actor_name, actor_role, happening, from_status, to_status)
    values (spell.id, class.path, at_now, actor, actor_name, 'aidOfficer', 'acceptTransfer', spell.status, 'transferred'),
      (opened, class.path, at_now, actor, actor_name, 'aidOfficer', 'acceptTransfer', 'transferred', 'active');
  update transfer set status = 'accepted', answered_by_name = actor_name, answered_at = at_now,
      new_episode_id = opened, version = version + 1
    where id = offer.id;
  return opened;
end $$;
revoke execute on function app.move_student(transfer, org, text, date, timestamptz, text, uuid, text) from public;

/**
 * Takes a student over from another school, of whose records the caller sees nothing but the offer. Everything
 * that decides whether they may is checked here: an officer of the very school that was asked, an offer that
 * still stands, a class of that school. Returns the episode that begins.
 */
create function app.accept_transfer(wanted uuid, into_class uuid, grade_there text, today date, period text)
returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  offer transfer;
  class org;
  actor account;
begin
  -- The caller's own scope holds here: the table's policies for the owner are the same.
  select * into offer from transfer where id = wanted for update;
  select * into actor from account where id = app.account_id();
  if offer.id is null or actor.id is null or not exists (
      select from app.load_principal(actor.subject, today) held
      where held.role = 'aidOfficer' and held.org_id = offer.to_school_id and actor.status = 'active') then
    raise exception using errcode = 'insufficient_privilege', message = 'not an offer to the school of the caller';
  end if;
  if offer.status <> 'offered' or offer.answer_by < today then
    raise exception using errcode = 'check_violation', constraint = 'transfer_is_open',
      message = 'the offer does not stand any more';
  end if;
  select * into class from org where id = into_class and kind = 'class' and parent_id = offer.to_school_id;
  if class.id is null then
    raise exception using errcode = 'check_violation', constraint = 'transfer_into_own_class',
      message = 'not a class of the receiving school';
  end if;
  return app.move_student(offer, class, grade_there, today, app.now(), period, actor.id, actor.name);
end $$;
revoke execute on function app.accept_transfer(uuid, uuid, text, date, text) from public;
grant execute on function app.accept_transfer(uuid, uuid, text, date, text) to sunshine_app;
