import pg from 'pg'
import type { Keyring } from '../crypto/keyring.ts'
import { scramVerifier } from './scram.ts'

/** The role that serves requests: neither owner nor superuser, bound by row-level security. */
export const APP_ROLE = 'sunshine_app'

/** PostgreSQL's codes for a refused sign-in; the second also when the role does not exist. */
const REFUSED = new Set(['28P01', '28000'])
/** Another process was a moment faster with the same change. */
const RACED = new Set(['42710', '23505', 'XX000'])
const ATTEMPTS = 5

/** What the role's own URL would be; its password comes from the master key, so nobody has to keep it. */
function appUrl(ownerUrl: string, keyring: Keyring, keyId: string): string {
  const url = new URL(ownerUrl)
  if (url.hostname === '') throw new Error('DATABASE_URL names no host: give APP_DATABASE_URL too')
  url.username = APP_ROLE
  url.password = keyring.derive(keyId, 'database.app').toString('base64url')
  return url.href
}

/**
 * Makes sure that `sunshine_app` exists and can sign in; returns its URL. The password changes only when none
 * of the ring's keys opens the door, so that a rotation does not lock out processes that still run.
 */
export async function ensureAppRole(
  owner: pg.ClientBase,
  ownerUrl: string,
  keyring: Keyring,
): Promise<string> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const exists = await roleExists(owner)
    const url = exists ? await openingUrl(ownerUrl, keyring) : null
    if (url !== null) return url
    await setPassword(
      owner,
      exists ? 'alter' : 'create',
      new URL(appUrl(ownerUrl, keyring, keyring.current)).password,
    )
  }
  throw new Error(`${APP_ROLE} cannot sign in with the password that was set for it`)
}

async function openingUrl(ownerUrl: string, keyring: Keyring): Promise<string | null> {
  for (const keyId of keyring.ids) {
    const url = appUrl(ownerUrl, keyring, keyId)
    if (await canSignIn(url)) return url
  }
  return null
}

async function setPassword(owner: pg.ClientBase, verb: 'create' | 'alter', password: string): Promise<void> {
  const verifier = pg.escapeLiteral(scramVerifier(password))
  try {
    await owner.query(`${verb} role ${APP_ROLE} login password ${verifier}`)
  } catch (error) {
    if (!hasCode(error, RACED)) throw error
  }
}

export async function roleExists(owner: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [APP_ROLE])
  return rowCount === 1
}

async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    return true
  } catch (error) {
    if (hasCode(error, REFUSED)) return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

function hasCode(error: unknown, codes: ReadonlySet<string>): boolean {
  return error instanceof pg.DatabaseError && codes.has(error.code ?? '')
}
