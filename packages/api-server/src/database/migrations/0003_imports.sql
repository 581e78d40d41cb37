-- Uploaded lists of needy students between upload and confirmation.
--
-- They belong to the account that uploaded them and to nobody else, whatever its scope. What people wrote is
-- sealed; faults name columns and codes only. Everything goes after a day (app.forget_imports).

create table import_job (
  id             uuid primary key default gen_random_uuid(),
  account_id     uuid not null references account (id),
  school_id      uuid not null references org (id),
  org_path       ltree not null,
  state          text not null check (state in ('reading', 'refused', 'ready', 'confirmed')),
  fault          text,
  fault_columns  text[] not null default '{}',
  rows_read      integer not null default 0 check (rows_read >= 0),
  new_rows       integer not null default 0,
  changed_rows   integer not null default 0,
  unchanged_rows integer not null default 0,
  faulty_rows    integer not null default 0,
  warned_rows    integer not null default 0,
  -- Titles that the import does not know, as JSON: anything can stand there.
  titles_sealed  bytea,
  -- When a process last said that it is reading. Another may take over from one that fell silent.
  reading_since  timestamptz,
  attempts       smallint not null default 0,
  version        integer not null default 1,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  expires_at     timestamptz not null
);
create index import_job_by_account on import_job (account_id, created_at desc, id desc);
create index import_job_by_expiry on import_job (expires_at);

-- The file as it came, until it is read: a process that dies in between leaves it to the next.
create table import_piece (
  job_id       uuid not null references import_job (id) on delete cascade,
  number       integer not null,
  account_id   uuid not null,
  org_path     ltree not null,
  bytes_sealed bytea not null,
  primary key (job_id, number)
);

create table import_row (
  id           uuid primary key default gen_random_uuid(),
  job_id       uuid not null references import_job (id) on delete cascade,
  -- Of the file, as Excel numbers it.
  number       integer not null,
  account_id   uuid not null,
  org_path     ltree not null,
  cells_sealed bytea not null,
  -- Keyed hash of the ID number as written: finds rows about one student. Null where there is none.
  number_index bytea,
  faults       jsonb not null,
  warnings     jsonb not null,
  outcome      text not null check (outcome in ('new', 'changed', 'unchanged', 'faulty')),
  changed      text[] not null,
  version      integer not null default 1,
  constraint import_row_once unique (job_id, number)
);
create index import_row_by_outcome on import_row (job_id, outcome, number);
create index import_row_by_number on import_row (job_id, number_index) where number_index is not null;

do $$
declare
  -- A sub-select is evaluated once a query, a plain call once a row.
  mine constant text := 'account_id = (select app.account_id()) and org_path <@ any ((select app.staff_scope())::ltree[])';
  relation regclass;
begin
  foreach relation in array array['import_job', 'import_piece', 'import_row']::regclass[] loop
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format('create policy own_imports on %s to sunshine_app using (%s) with check (%2$s)', relation, mine);
    -- Forced row-level security holds for the owner too, who forgets what has expired and changes keys.
    execute format('create policy owner_all on %s to current_user using (true)', relation);
    execute format('grant select, insert, update, delete on %s to sunshine_app', relation);
  end loop;
end $$;

/** Deletes the imports of all accounts that expired before `before`; returns how many, at most `at_most`. */
create function app.forget_imports(before timestamptz, at_most integer) returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (
    delete from import_job where id in (
      select id from import_job where expires_at < before limit at_most for update skip locked)
    returning 1)
  select count(*) from gone
$$;
grant execute on function app.forget_imports(timestamptz, integer) to sunshine_app;

/** A new class of `school`. Only below the acting staff's own places. */
create function app.create_class(school uuid, class_name text) returns table (id uuid, path text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  place org;
begin
  select * into place from org
    where org.id = school and org.kind = 'school' and org.path <@ any (app.staff_scope());
  if not found then
    raise exception using errcode = 'insufficient_privilege', message = 'not a school of the acting staff';
  end if;
  return query insert into org (kind, parent_id, path, name, division_code)
    values ('class', school, place.path || ('a' || replace(gen_random_uuid()::text, '-', '')), class_name,
      place.division_code)
    returning org.id, org.path::text;
end $$;
grant execute on function app.create_class(uuid, text) to sunshine_app;
