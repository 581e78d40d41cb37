-- Organisations, accounts and their roles, the audit trail, and row-level security. Runs on PostgreSQL 15 and later.
--
-- Two roles: the owner runs migrations and tools; `sunshine_app` serves requests. `sunshine_app` sees a row only
-- inside the scope that its transaction has set (src/database/scope.ts). Without a scope it sees nothing.
--
-- A later migration adds a table in three steps:
--   create table visit (…, org_path ltree not null, student_id uuid not null, …);
--   call app.protect_by_path('visit', 'case');
--   grant select, insert, update on visit to sunshine_app;

create extension if not exists ltree;
create extension if not exists pg_trgm;

create schema app;
grant usage on schema app to sunshine_app;

-- ── Scope: what this transaction may reach ──────────────────────────────────────────────────────────────────

/** Paths below which personal records are visible. */
create function app.case_scope() returns ltree[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.case_scope', true), '')::ltree[], '{}'::ltree[]);

/** The part of it that comes from staff roles: a family role reaches one student, not a whole class. */
create function app.staff_scope() returns ltree[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.staff_scope', true), '')::ltree[], '{}'::ltree[]);

/** Paths below which figures are visible. */
create function app.count_scope() returns ltree[] language sql stable parallel safe
  return coalesce(nullif(current_setting('app.count_scope', true), '')::ltree[], '{}'::ltree[]);

/** Who acts; null before sign-in. */
create function app.account_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.account_id', true), '')::uuid;

/** The student that a student's or guardian's account belongs to; null for staff. */
create function app.student_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.student_id', true), '')::uuid;

/** The one clock of a transaction: the moment at which the request was taken. */
create function app.now() returns timestamptz language sql stable parallel safe
  return current_setting('app.now')::timestamptz;

/**
 * Row-level security by `org_path`, forced on the owner too.
 *
 * `scope` 'case': personal records, read and written below a case path. If the table has `own_column`, a student
 * or guardian reaches only the rows that name the student there.
 * `scope` 'count': figures, read below a count path; written only by somebody who handles cases at, below or
 * above that place, so never by an administrator of a region.
 */
create procedure app.protect_by_path(relation regclass, scope text, own_column name default 'student_id')
language plpgsql as $$
declare
  -- A sub-select is evaluated once a query, a plain call once a row.
  case_scope constant text := '((select app.case_scope())::ltree[])';
  count_scope constant text := '((select app.count_scope())::ltree[])';
  has_owner constant boolean := exists (
    select from pg_attribute where attrelid = relation and attname = own_column and not attisdropped);
  -- Said as the function behind the operator: of the operator the planner believes that it keeps one row in a
  -- thousand, and so would read and sort a whole school for one page; of a function, that it keeps a third.
  reachable text := '_ltree_isparent((select app.case_scope()), org_path)';
  writable constant text := format('(org_path <@ any %1$s or org_path @> any %1$s)', case_scope);
begin
  execute format('alter table %s enable row level security', relation);
  execute format('alter table %s force row level security', relation);
  if scope = 'case' then
    if has_owner then
      reachable := format(
        '%s and (_ltree_isparent((select app.staff_scope()), org_path) or %I = (select app.student_id()))',
        reachable, own_column);
    end if;
    execute format('create policy case_scope on %s using (%s) with check (%2$s)', relation, reachable);
  elsif scope = 'count' then
    execute format('create policy count_read on %s for select using (org_path <@ any %s)', relation, count_scope);
    execute format('create policy count_insert on %s for insert with check %s', relation, writable);
    execute format('create policy count_update on %s for update using %s with check %2$s', relation, writable);
    execute format('create policy count_delete on %s for delete using %s', relation, writable);
  else
    raise exception 'scope % is neither case nor count', scope;
  end if;
end $$;

-- ── Organisations ───────────────────────────────────────────────────────────────────────────────────────────

create table org (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('province', 'city', 'county', 'school', 'class')),
  parent_id uuid references org (id),
  -- One label a level, below the parent's path. Labels hold letters, digits and _ (PostgreSQL 15 takes no hyphen).
  path ltree not null,
  name text not null check (char_length(name) between 1 and 80),
  division_code text not null check (division_code ~ '^\d{6}$'),
  stage text check (stage in ('preschool', 'primary', 'juniorHigh', 'seniorHigh', 'vocational', 'higherEd')),
  area text check (area in ('urban', 'town', 'rural')),
  policy_profile text,
  open boolean not null default true,
  constraint org_path_unique unique (path),
  constraint org_root_is_province check ((parent_id is null) = (kind = 'province')),
  constraint org_stage_of_school check ((stage is not null) = (kind = 'school'))
);
create index org_path_gist on org using gist (path);
create index org_parent on org (parent_id);

/** Rights hang on paths, so a path always continues that of the parent. */
create function app.check_org_path() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.parent_id is null then
    if nlevel(new.path) = 1 then return new; end if;
  elsif exists (select from org where id = new.parent_id
      and new.path <@ path and nlevel(new.path) = nlevel(path) + 1) then
    return new;
  end if;
  raise exception using errcode = 'check_violation', constraint = 'org_path_below_parent',
    message = 'the path of an organisation continues that of its parent';
end $$;
create trigger org_path_below_parent before insert or update of path, parent_id on org
  for each row execute function app.check_org_path();

-- No FORCE: the owner's functions look organisations up before there is a scope.
alter table org enable row level security;
create policy org_within_or_above on org for select using (
  path <@ any ((select app.case_scope())::ltree[]) or path @> any ((select app.case_scope())::ltree[])
  or path <@ any ((select app.count_scope())::ltree[]) or path @> any ((select app.count_scope())::ltree[]));
grant select on org to sunshine_app;

-- ── Accounts and roles ──────────────────────────────────────────────────────────────────────────────────────

create table account (
  id uuid primary key default gen_random_uuid(),
  -- `sub` of the portal's token.
  subject text not null unique check (char_length(subject) between 1 and 200),
  name text not null check (char_length(name) between 1 and 80),
  status text not null default 'active' check (status in ('active', 'disabled')),
  -- Grows with each change of rights, so that nobody can hold on to an old answer.
  rights_epoch bigint not null default 1,
  -- The student that a student's or guardian's account belongs to.
  student_id uuid
);

create table role_assignment (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  role text not null check (role in ('student', 'guardian', 'classTeacher', 'aidOfficer', 'panelMember',
    'schoolHead', 'mentor', 'psychTeacher', 'countyAdmin', 'cityAdmin', 'provinceAdmin', 'auditor')),
  org_id uuid not null references org (id),
  -- Copied from `org` by a trigger.
  org_path ltree not null,
  -- Days in China, both included; no end means until revoked.
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  -- Giving a role is the approval that 未成年人网络保护条例 Art. 36 asks for: it takes two people.
  granted_by uuid not null,
  approved_by uuid not null,
  constraint role_assignment_two_people check (granted_by <> approved_by)
);
create index role_assignment_account on role_assignment (account_id);
create index role_assignment_org on role_assignment (org_id);
create index role_assignment_path on role_assignment using gist (org_path);

/** Fills `org_path`, and refuses a role at a kind of place where it has no meaning. */
create function app.place_role_assignment() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  place org;
  suits boolean;
begin
  select * into place from org where id = new.org_id;
  suits := case
    when new.role in ('student', 'guardian', 'classTeacher') then place.kind = 'class'
    when new.role = 'countyAdmin' then place.kind = 'county'
    when new.role = 'cityAdmin' then place.kind = 'city'
    when new.role = 'provinceAdmin' then place.kind = 'province'
    when new.role = 'auditor' then place.kind <> 'class'
    else place.kind = 'school'
  end;
  if not suits then
    raise exception using errcode = 'check_violation', constraint = 'role_assignment_place',
      message = format('%s is not held at a %s', new.role, place.kind);
  end if;
  new.org_path := place.path;
  return new;
end $$;
create trigger role_assignment_place before insert or update on role_assignment
  for each row execute function app.place_role_assignment();

/** Rights changed: the epoch of the account moves. */
create function app.raise_rights_epoch() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update account set rights_epoch = rights_epoch + 1 where id in (new.account_id, old.account_id);
  return null;
end $$;
create trigger role_assignment_epoch after insert or update or delete on role_assignment
  for each row execute function app.raise_rights_epoch();

/** Disabling and enabling change rights too. */
create function app.raise_own_epoch() returns trigger language plpgsql as $$
begin
  new.rights_epoch := old.rights_epoch + 1;
  return new;
end $$;
create trigger account_epoch before update of status, student_id on account
  for each row when (old.status is distinct from new.status or old.student_id is distinct from new.student_id)
  execute function app.raise_own_epoch();

alter table role_assignment enable row level security;
alter table role_assignment force row level security;
-- Colleagues and staff below are no secret; which family has an account is a personal record.
create policy staff_or_own_cases on role_assignment for select to sunshine_app using (
  account_id = (select app.account_id())
  or (role in ('student', 'guardian') and org_path <@ any ((select app.staff_scope())::ltree[]))
  or (role not in ('student', 'guardian') and org_path <@ any ((select app.count_scope())::ltree[])));
-- `load_principal` runs as the owner, before there is a scope; tools of the owner write.
create policy owner_all on role_assignment to current_user using (true) with check (true);
grant select on role_assignment to sunshine_app;

-- No FORCE, for the same function.
alter table account enable row level security;
create policy visible_by_role on account for select to sunshine_app using (
  id = (select app.account_id())
  or exists (select from role_assignment held where held.account_id = account.id));
grant select on account to sunshine_app;

/**
 * The one account with this subject, a row for each role valid on `today`; one row without a role if there is none.
 * The only way to read an account before a scope is set.
 */
create function app.load_principal(wanted_subject text, today date)
returns table (account_id uuid, name text, status text, student_id uuid, rights_epoch bigint,
  role text, org_id uuid, org_path text, org_kind text, org_name text, school_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select account.id, account.name, account.status, account.student_id, account.rights_epoch,
    held.role, org.id, org.path::text, org.kind, org.name,
    case org.kind when 'school' then org.id when 'class' then org.parent_id end
  from account
  left join role_assignment held on held.account_id = account.id
    and held.valid_from <= today and (held.valid_until is null or held.valid_until >= today)
  left join org on org.id = held.org_id
  where account.subject = wanted_subject
  order by org.path, held.role
$$;

-- ── Idempotency: the reply to a POST, kept for a day ────────────────────────────────────────────────────────

create table idempotency_record (
  account_id uuid not null,
  endpoint text not null,
  key text not null check (char_length(key) between 1 and 200),
  body_digest bytea not null,
  -- Null until the request is answered; both happen in one transaction, so nobody else ever sees null.
  status smallint,
  -- Sealed: a reply may hold what its record keeps encrypted.
  reply bytea,
  etag text,
  created_at timestamptz(3) not null,
  primary key (account_id, endpoint, key)
);
create index idempotency_record_age on idempotency_record (created_at);
alter table idempotency_record enable row level security;
create policy own_keys on idempotency_record to sunshine_app
  using (account_id = (select app.account_id())) with check (account_id = (select app.account_id()));
grant select, insert, update, delete on idempotency_record to sunshine_app;

/** Forgets the keys of all accounts that are older than `before`; returns how many, at most `at_most`. */
create function app.forget_idempotency(before timestamptz, at_most integer) returns bigint
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (
    delete from idempotency_record where ctid in (
      select ctid from idempotency_record where created_at < before limit at_most for update skip locked)
    returning 1)
  select count(*) from gone
$$;

-- ── Audit: one chain a school, insert only ──────────────────────────────────────────────────────────────────

create table audit_event (
  -- The organisation whose chain it is: the school, else where the actor holds the role.
  chain uuid not null,
  seq bigint not null check (seq > 0),
  org_path ltree not null,
  at timestamptz(3) not null,
  account_id uuid,
  role text,
  -- Endpoint id. The checks keep names and free text out: codes and opaque ids only.
  action text not null check (action ~ '^[A-Za-z][A-Za-z0-9._-]{0,63}$'),
  outcome text not null check (outcome in ('done', 'denied')),
  subject_kind text not null check (subject_kind ~ '^[A-Za-z][A-Za-z0-9._-]{0,63}$'),
  subject_id uuid,
  count integer check (count >= 0),
  digest bytea check (octet_length(digest) = 32),
  request_id text not null check (request_id ~ '^[A-Za-z0-9._-]{1,64}$'),
  purpose text check (purpose ~ '^[A-Za-z][A-Za-z0-9._-]{0,63}$'),
  prev bytea not null check (octet_length(prev) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (chain, seq)
);
create index audit_event_subject on audit_event (subject_id, at) where subject_id is not null;
create index audit_event_account on audit_event (account_id, at);

/** The last link of each chain. Moves only by the trigger below; `sunshine_app` has no right on it. */
create table audit_head (
  chain uuid primary key,
  seq bigint not null,
  hash bytea not null
);

/** Each line that was written to the anchor file, which lies outside of this database. */
create table audit_anchor (
  n bigint primary key,
  at timestamptz(3) not null,
  line text not null
);

/** Locks the chain until the transaction ends and returns its last link; a new chain starts at 0. */
create function app.lock_audit_head(wanted uuid) returns table (seq bigint, hash bytea)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select head.seq, head.hash from audit_head head where head.chain = wanted for update;
  if found then return; end if;
  insert into audit_head (chain, seq, hash) values (wanted, 0, decode(repeat('00', 32), 'hex'))
    on conflict do nothing;
  return query select head.seq, head.hash from audit_head head where head.chain = wanted for update;
end $$;

/** An event is the next link of its chain, or it is refused. */
create function app.advance_audit_head() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update audit_head set seq = new.seq, hash = new.hash
    where chain = new.chain and seq = new.seq - 1 and hash = new.prev;
  if not found then
    raise exception using errcode = 'check_violation', constraint = 'audit_event_is_next',
      message = 'an audit event continues its chain';
  end if;
  return null;
end $$;
create trigger audit_event_is_next after insert on audit_event
  for each row execute function app.advance_audit_head();

alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy read_in_scope on audit_event for select to sunshine_app
  using (org_path <@ any ((select app.case_scope())::ltree[]));
-- Whoever acts may be recorded anywhere (a refusal lies outside of the scope by nature), but only as themselves.
create policy record_oneself on audit_event for insert to sunshine_app
  with check (account_id is not distinct from (select app.account_id()));
-- Verification reads all chains.
create policy owner_reads on audit_event for select to current_user using (true);
grant select, insert on audit_event to sunshine_app;
