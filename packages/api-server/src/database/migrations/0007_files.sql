-- Evidence that people add to a request, and the workbooks that leave a school as controlled jobs.
--
-- Bytes lie in tables of their own, sealed piece by piece, so that a list never loads them and a backup, a replica
-- and row-level security hold for them as for everything else.

create table evidence_file (
  id             uuid primary key default gen_random_uuid(),
  application_id uuid not null,
  student_id     uuid not null,
  org_path       ltree not null,
  kind           text not null check (kind in ('diagnosis', 'certificate', 'photo', 'other')),
  type           text not null check (type in ('jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx', 'pptx')),
  size_bytes     integer not null check (size_bytes > 0),
  -- SM3 of the bytes as they are stored: what a decision saw stays identified (D7).
  digest         bytea not null check (octet_length(digest) = 32),
  -- A file name often holds a child's name; null until somebody gave one.
  name_sealed    bytea,
  added_by       uuid not null references account (id),
  added_by_name  text not null,
  added_at       timestamptz(3) not null,
  version        integer not null default 1,
  unique (id, org_path),
  foreign key (application_id, org_path) references application (id, org_path) on update cascade on delete cascade
);
create index evidence_file_by_application on evidence_file (application_id, added_at, id);

create table evidence_piece (
  file_id      uuid not null,
  number       smallint not null check (number >= 0),
  student_id   uuid not null,
  org_path     ltree not null,
  bytes_sealed bytea not null,
  primary key (file_id, number),
  foreign key (file_id, org_path) references evidence_file (id, org_path) on update cascade on delete cascade
);
-- Sealed bytes do not get smaller.
alter table evidence_piece alter column bytes_sealed set storage external;

call app.protect_by_path('evidence_file', 'case');
call app.protect_by_path('evidence_piece', 'case');
-- Whatever the code says, only who added a file takes it away.
create policy removed_by_own_hand on evidence_file as restrictive for delete to sunshine_app
  using (added_by = (select app.account_id()));
grant select, insert, update (kind, name_sealed, version), delete on evidence_file to sunshine_app;
grant select, insert, delete on evidence_piece to sunshine_app;

create table export_job (
  id                  uuid primary key default gen_random_uuid(),
  school_id           uuid not null references org (id),
  org_path            ltree not null,
  kind                text not null check (kind ~ '^[A-Za-z]{1,40}$'),
  state               text not null check (state in ('asked', 'approved', 'writing', 'ready', 'taken', 'ended', 'failed')),
  purpose             text not null check (purpose ~ '^[A-Za-z]{1,40}$'),
  purpose_text_sealed bytea not null,
  asked_by            uuid not null references account (id),
  asked_by_name       text not null,
  asked_as            text not null,
  asked_at            timestamptz(3) not null,
  approved_by         uuid references account (id),
  approved_by_name    text,
  approved_at         timestamptz(3),
  -- Who gave it up or declined it.
  ended_by            uuid references account (id),
  ended_by_name       text,
  fault               text check (fault in ('too_many_rows', 'worker_lost', 'broken')),
  rows_total          integer not null default 0 check (rows_total >= 0),
  rows_done           integer not null default 0 check (rows_done >= 0),
  -- Digest of the ids in the file, in their order, as the audit keeps it.
  ids_digest          bytea check (octet_length(ids_digest) = 32),
  -- When a process last said that it is writing. Another may take over from one that fell silent.
  working_since       timestamptz,
  attempts            smallint not null default 0,
  -- Hash of the ticket for the one download.
  ticket_hash         bytea check (octet_length(ticket_hash) = 32),
  ticket_expires_at   timestamptz,
  taken_at            timestamptz(3),
  expires_at          timestamptz not null,
  version             integer not null default 1,
  updated_at          timestamptz not null,
  constraint export_two_people check (approved_by <> asked_by)
);
create index export_job_by_school on export_job (school_id, asked_at desc, id desc);
create index export_job_by_expiry on export_job (expires_at);
-- One workbook of a school at a time: it reads the whole school.
create unique index export_one_at_a_time on export_job (school_id) where state = 'writing';

create table export_piece (
  job_id       uuid not null references export_job (id) on delete cascade,
  number       integer not null check (number >= 0),
  org_path     ltree not null,
  bytes_sealed bytea not null,
  primary key (job_id, number)
);
alter table export_piece alter column bytes_sealed set storage external;

call app.protect_by_path('export_job', 'case');
call app.protect_by_path('export_piece', 'case');
-- Forced row-level security holds for the owner too, who forgets what has expired.
create policy owner_all on export_job to current_user using (true);
create policy owner_all on export_piece to current_user using (true);
-- That something was asked for and taken is kept; what was taken is not.
grant select, insert, update on export_job to sunshine_app;
grant select, insert, delete on export_piece to sunshine_app;

/** Deletes the files of exports of all schools that expired before `before`; returns how many pieces, at most `at_most`. */
create function app.forget_exports(before timestamptz, at_most integer) returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (
    delete from export_piece where (job_id, number) in (
      select piece.job_id, piece.number from export_piece piece join export_job job on job.id = piece.job_id
      where job.expires_at < before limit at_most for update of piece skip locked)
    returning 1)
  select count(*) from gone
$$;
grant execute on function app.forget_exports(timestamptz, integer) to sunshine_app;

-- The register walks a school from its first record to its last.
create index application_by_beginning on application (school_id, created_at, id);
create index episode_by_beginning on episode (school_id, started_on, id);
