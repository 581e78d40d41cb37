-- Provisional support, reconsideration, delegates of the head, and how far agreed services have come.

-- ── Provisional support (AP-05, AP-13) ──────────────────────────────────────────────────────────────────────

-- `expires_on` is the last day of provisional support; a confirmed episode has none. It stays on a provisional
-- episode that has ended, which is how it is told from a spell as focus student.
alter table episode
  add column expires_on date,
  add column end_reason text;
-- What ran before there was a last day gets the default one, counted from its own beginning.
update episode set expires_on = started_on + 30 where status = 'provisional';
alter table episode
  add constraint episode_provisional_expires check (status <> 'provisional' or expires_on is not null);
create index episode_expiring on episode (expires_on) where status = 'provisional';
create index episode_by_application on episode (application_id);

-- ── Services: what happened to each, never rewritten ────────────────────────────────────────────────────────

create table aid_service_event (
  id          bigint generated always as identity primary key,
  service_id  uuid not null references aid_service (id) on delete cascade,
  episode_id  uuid not null,
  org_path    ltree not null,
  at          timestamptz(3) not null,
  actor_id    uuid not null references account (id),
  actor_name  text not null,
  actor_role  text not null,
  status      text not null check (status in ('planned', 'started', 'delivered', 'cancelled')),
  -- The day on which it happened, which may be before it was written down.
  happened_on date not null,
  note        text,
  foreign key (episode_id, org_path) references episode (id, org_path) on update cascade on delete cascade
);
create index aid_service_event_by_episode on aid_service_event (episode_id, id);
call app.protect_by_path('aid_service_event', 'case');
grant select, insert on aid_service_event to sunshine_app;

-- ── Reconsideration: once, with the first panel kept as it was closed ───────────────────────────────────────

create table reconsideration (
  application_id uuid primary key,
  org_path       ltree not null,
  asked_by       uuid not null references account (id),
  asked_by_name  text not null,
  asked_at       timestamptz(3) not null,
  new_facts      text not null check (length(new_facts) between 1 and 2000),
  -- The closed panel as everybody who may read it saw it, and its seats to the last column: who had seen which
  -- version of the file, and what binds each opinion.
  panel_sealed   bytea not null,
  seats          jsonb not null,
  foreign key (application_id, org_path) references application (id, org_path) on update cascade on delete cascade
);
create table earlier_seat (
  application_id uuid not null,
  org_path       ltree not null,
  account_id     uuid not null references account (id),
  chair          boolean not null,
  recused        boolean not null,
  primary key (application_id, account_id),
  foreign key (application_id, org_path) references application (id, org_path) on update cascade on delete cascade
);
create index earlier_seat_by_account on earlier_seat (account_id, application_id) where recused;
call app.protect_by_path('reconsideration', 'case');
call app.protect_by_path('earlier_seat', 'case');
grant select, insert on reconsideration, earlier_seat to sunshine_app;

/** Makes room for the panel of a reconsideration: takes away a closed panel, and only after it was archived. */
create function app.clear_panel(wanted uuid) returns void language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  delete from panel where application_id = wanted and status = 'closed'
    and exists (select from reconsideration where reconsideration.application_id = wanted)
$$;
grant execute on function app.clear_panel(uuid) to sunshine_app;

-- ── Delegates of the head (F1 "schoolHead or delegate") ─────────────────────────────────────────────────────

create table delegation (
  id            uuid primary key default gen_random_uuid(),
  school_id     uuid not null references org (id),
  org_path      ltree not null,
  head_id       uuid not null references account (id),
  head_name     text not null,
  delegate_id   uuid not null references account (id),
  delegate_name text not null,
  -- Days in China, both included. There is always an end.
  valid_from    date not null,
  valid_until   date not null check (valid_until >= valid_from),
  named_at      timestamptz(3) not null,
  -- It takes two people: the head names, the delegate accepts.
  accepted_at   timestamptz(3),
  ended_at      timestamptz(3),
  ended_by_name text,
  constraint delegation_two_people check (head_id <> delegate_id)
);
create index delegation_by_school on delegation (school_id, named_at desc, id desc);
create index delegation_by_delegate on delegation (delegate_id) where ended_at is null;
call app.protect_by_path('delegation', 'count');
-- Read before there is a scope, by the function below.
create policy owner_reads on delegation for select to current_user using (true);
grant select, insert on delegation to sunshine_app;
grant update (accepted_at, ended_at, ended_by_name) on delegation to sunshine_app;

/** Rights changed: the epoch of the delegate's account moves. */
create function app.raise_delegate_epoch() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update account set rights_epoch = rights_epoch + 1 where id = new.delegate_id;
  return null;
end $$;
create trigger delegation_epoch after update on delegation
  for each row execute function app.raise_delegate_epoch();

alter table determination add column on_behalf_of_name text;
alter table application_event add column on_behalf_of_name text;

-- As before, with a row more for each delegation in force: accepted, not ended, not over, of a head who still is
-- head, to somebody who still works at the school.
drop function app.load_principal(text, date);
create function app.load_principal(wanted_subject text, today date)
returns table (account_id uuid, name text, status text, student_id uuid, rights_epoch bigint,
  role text, org_id uuid, org_path text, org_kind text, org_name text, school_id uuid, on_behalf_of text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select account.id, account.name, account.status, account.student_id, account.rights_epoch,
    held.role, org.id, org.path::text, org.kind, org.name,
    case org.kind when 'school' then org.id when 'class' then org.parent_id end, held.head_name
  from account
  left join lateral (
    select own.role, own.org_id, null::text as head_name
    from role_assignment own
    where own.account_id = account.id
      and own.valid_from <= today and (own.valid_until is null or own.valid_until >= today)
    union all
    select 'schoolHead', given.school_id, given.head_name
    from delegation given
    where given.delegate_id = account.id and given.accepted_at is not null and given.ended_at is null
      and given.valid_from <= today and given.valid_until >= today
      and exists (select from role_assignment head
        where head.account_id = given.head_id and head.role = 'schoolHead' and head.org_id = given.school_id
          and head.valid_from <= today and (head.valid_until is null or head.valid_until >= today))
      and exists (select from role_assignment own join org place on place.id = own.org_id
        where own.account_id = account.id and own.role not in ('student', 'guardian')
          and (place.id = given.school_id or place.parent_id = given.school_id)
          and own.valid_from <= today and (own.valid_until is null or own.valid_until >= today))
  ) held on true
  left join org on org.id = held.org_id
  where account.subject = wanted_subject
  order by held.head_name is not null, org.path, held.role
$$;
grant execute on function app.load_principal(text, date) to sunshine_app;
