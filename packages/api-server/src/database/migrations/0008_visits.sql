-- Visits that are planned, and what a visit's record holds beyond that.

create table visit_plan (
  id              uuid primary key default gen_random_uuid(),
  student_id      uuid not null,
  org_path        ltree not null,
  application_id  uuid references application (id) on delete set null,
  assignee_id     uuid not null references account (id),
  assignee_name   text not null,
  -- The role in which the assignee visits: whose turn it is stands on the request with it.
  assignee_role   text not null,
  planned_on      date not null,
  mode            text not null,
  partner         text,
  note            text,
  state           text not null default 'planned' check (state in ('planned', 'done', 'cancelled')),
  settled_on      date,
  visit_id        uuid references home_visit (id),
  planned_by      uuid not null references account (id),
  planned_by_name text not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  version         integer not null default 1,
  check ((state = 'planned') = (settled_on is null)),
  foreign key (student_id, org_path) references student (id, org_path) on update cascade
);
-- One plan at a time: whose turn it is, is never a question.
create unique index visit_plan_once on visit_plan (student_id) where state = 'planned';
create index visit_plan_by_student on visit_plan (student_id, planned_on);
create index visit_plan_by_assignee on visit_plan (assignee_id, planned_on, id) where state = 'planned';
create index visit_plan_settled on visit_plan (assignee_id, settled_on desc, id desc) where state <> 'planned';

call app.protect_by_path('visit_plan', 'case');
grant select, insert, update on visit_plan to sunshine_app;

-- What the child said, apart from the adults (AP-39).
alter table home_visit add column interview text;
