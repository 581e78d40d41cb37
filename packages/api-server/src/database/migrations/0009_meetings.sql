-- Opinions that nobody can read before they are opened, and meetings that judge several cases.

-- What was said before opinions were sealed. SQL has no key: the program seals these rows when it starts and deletes
-- them (`sealOldOpinions`). Only the owner reads this table.
create table panel_opinion_unsealed (
  application_id uuid not null,
  account_id     uuid not null,
  necessity      boolean not null,
  feasibility    boolean not null,
  grounds        text not null,
  primary key (application_id, account_id),
  foreign key (application_id, account_id) references panel_member (application_id, account_id) on delete cascade
);
insert into panel_opinion_unsealed
  select application_id, account_id, necessity, feasibility, coalesce(grounds, '')
  from panel_member where necessity is not null and feasibility is not null;

alter table panel_member
  drop column necessity,
  drop column feasibility,
  drop column grounds,
  -- The opinion with its salt, padded and sealed for this seat (`panels/sealedOpinion.ts`).
  add column opinion_sealed bytea,
  -- SM3 of seat, opinion and salt: says nothing, but binds whoever voted.
  add column commitment bytea check (octet_length(commitment) = 32),
  -- 回避: in the member's own words.
  add column recusal_words text check (length(recusal_words) between 1 and 100),
  add constraint panel_member_sealed check ((opinion_sealed is null) = (commitment is null));

-- When the opinions could be read first; it never goes back.
alter table panel add column opened_at timestamptz;
update panel set opened_at = closed_at where status = 'closed';

-- What was committed to in this step. Events are never rewritten, so a vote cannot be exchanged after it.
alter table application_event add column digest bytea check (octet_length(digest) = 32);

create table meeting (
  id               uuid primary key default gen_random_uuid(),
  school_id        uuid not null references org (id),
  org_path         ltree not null,
  -- Shown in lists and on screens in a room: it names no student.
  title            text not null check (length(title) between 1 and 60),
  -- To the millisecond, as the programs that page by it keep time.
  planned_at       timestamptz(3) not null,
  place            text not null check (length(place) between 1 and 100),
  online           boolean not null,
  status           text not null check (status in ('planned', 'held', 'cancelled')),
  chair_id         uuid not null references account (id),
  convened_by      uuid not null references account (id),
  convened_by_name text not null,
  convened_at      timestamptz not null,
  -- When it was held or cancelled.
  ended_at         timestamptz,
  version          integer not null default 1,
  unique (id, org_path),
  check ((ended_at is null) = (status = 'planned'))
);
create index meeting_to_come on meeting (school_id, planned_at, id) where status = 'planned';
create index meeting_over on meeting (school_id, planned_at desc, id desc) where status <> 'planned';

create table meeting_member (
  meeting_id uuid not null,
  org_path   ltree not null,
  account_id uuid not null references account (id),
  name       text not null,
  -- As they say themselves; nobody has to be there to vote.
  attendance text check (attendance in ('present', 'remote')),
  primary key (meeting_id, account_id),
  foreign key (meeting_id, org_path) references meeting (id, org_path) on update cascade on delete cascade
);
create index meeting_member_by_account on meeting_member (account_id, meeting_id);

-- The agenda. Each case keeps the panel, the opinions and the closing that it would have alone.
create table meeting_case (
  meeting_id     uuid not null references meeting (id) on delete cascade,
  application_id uuid not null,
  -- Of the case, which may move on while the meeting stays.
  org_path       ltree not null,
  position       smallint not null check (position > 0),
  -- Members of the meeting who do not judge this case, and why: `[{"accountId", "name", "kind"}]`.
  left_out       jsonb not null,
  primary key (meeting_id, application_id),
  constraint meeting_case_position unique (meeting_id, position),
  foreign key (application_id, org_path) references application (id, org_path) on update cascade on delete cascade
);

-- A case has one panel at a time, and so sits in one meeting at a time.
alter table panel add column meeting_id uuid references meeting (id) on delete set null;
create index panel_by_meeting on panel (meeting_id) where meeting_id is not null;

call app.protect_by_path('meeting', 'case');
call app.protect_by_path('meeting_member', 'case');
call app.protect_by_path('meeting_case', 'case');
grant select, insert, update on meeting, meeting_member to sunshine_app;
-- What stands on an agenda is never moved to another.
grant select, insert on meeting_case to sunshine_app;
