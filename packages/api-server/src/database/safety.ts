import { sql } from 'kysely'
import { APP_ROLE } from './appRole.ts'
import type { Db } from './schema.ts'

/** The database would lose what was acknowledged, or show what is hidden. The server does not start on it. */
export class UnsafeDatabaseError extends Error {
  override readonly name = 'UnsafeDatabaseError'
  readonly reasons: readonly string[]

  constructor(reasons: readonly string[]) {
    super(`unsafe database: ${reasons.join('; ')}`)
    this.reasons = reasons
  }
}

const OLDEST = 150_000

interface Facts {
  readonly version: number
  readonly role: string
  readonly superuser: boolean
  readonly bypassesRls: boolean
  readonly owns: boolean
  readonly fsync: string
  readonly fullPageWrites: string
  readonly synchronousCommit: string
}

/** Refuses a connection that is not bound by row-level security, and a server that does not keep what it confirms. */
export async function assertSafe(app: Db): Promise<void> {
  const { rows } = await sql<Facts>`
    select current_setting('server_version_num')::integer as version, current_user as role,
      rolsuper as superuser, rolbypassrls as "bypassesRls",
      pg_has_role(current_user, (select relowner from pg_class where oid = 'audit_event'::regclass), 'member') as owns,
      current_setting('fsync') as fsync, current_setting('full_page_writes') as "fullPageWrites",
      current_setting('synchronous_commit') as "synchronousCommit"
    from pg_roles where rolname = current_user`.execute(app)
  const [facts] = rows
  const reasons = facts ? unsafeFacts(facts) : ['its role cannot be read']
  if (reasons.length > 0) throw new UnsafeDatabaseError(reasons)
}

function unsafeFacts(facts: Facts): string[] {
  const reasons: string[] = []
  if (facts.version < OLDEST) reasons.push('PostgreSQL is older than 15')
  if (facts.role !== APP_ROLE) reasons.push(`requests run as ${facts.role}, not as ${APP_ROLE}`)
  if (facts.superuser) reasons.push(`${facts.role} is a superuser`)
  if (facts.bypassesRls) reasons.push(`${facts.role} bypasses row-level security`)
  if (facts.owns) reasons.push(`${facts.role} owns the tables`)
  if (facts.fsync !== 'on') reasons.push('fsync is off')
  if (facts.fullPageWrites !== 'on') reasons.push('full_page_writes is off')
  if (facts.synchronousCommit === 'off') reasons.push('synchronous_commit is off')
  return reasons
}
