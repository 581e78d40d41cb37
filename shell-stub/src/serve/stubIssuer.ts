import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
  type JSONWebKeySet,
  type JWK,
} from 'jose'

const ALGORITHM = 'ES256'
export const TOKEN_SECONDS = 300
const SESSION_SECONDS = 8 * 3600
const SESSION_TYPE = 'stub-session+jwt'

export interface SignOptions {
  /** Life of the token in seconds; 300 unless given. */
  readonly seconds?: number
}

/**
 * A small issuer of access tokens (RFC 9068), so that the API verifies locally what it verifies in a real portal.
 * Claims say only who.
 */
export interface StubIssuer {
  /** What the API needs to verify the tokens. */
  readonly config: { readonly issuer: string; readonly audience: string; readonly jwks: JSONWebKeySet }
  readonly signToken: (subject: string, options?: SignOptions) => Promise<string>
  /** The value of the session cookie. */
  readonly signSession: (subject: string) => Promise<string>
  /** Whose session it is; `undefined` when it is over, or not one of ours. */
  readonly readSession: (session: string) => Promise<string | undefined>
}

/** Opens the issuer whose key is kept in `dataDir`; the first time it makes the key. */
export async function openStubIssuer(dataDir: string): Promise<StubIssuer> {
  const secret = await openKey(dataDir)
  const { d: _secret, ...shared } = secret
  const [key, publicKey] = await Promise.all([importJWK(secret, ALGORITHM), importJWK(shared, ALGORITHM)])
  const kid = await calculateJwkThumbprint(shared)
  const issuer = 'urn:sunshine-aid:stub-issuer'
  const sign = (subject: string, typ: string, audience: string, seconds: number) =>
    new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ, kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .setJti(randomUUID())
      .sign(key)

  return {
    config: {
      issuer,
      audience: 'sunshine-aid-api',
      jwks: { keys: [{ ...shared, kid, alg: ALGORITHM, use: 'sig' }] },
    },
    signToken: (subject, { seconds = TOKEN_SECONDS } = {}) =>
      sign(subject, 'at+jwt', 'sunshine-aid-api', seconds),
    signSession: subject => sign(subject, SESSION_TYPE, issuer, SESSION_SECONDS),
    async readSession(session) {
      try {
        const options = { issuer, audience: issuer, algorithms: [ALGORITHM], typ: SESSION_TYPE }
        const { payload } = await jwtVerify(session, publicKey, options)
        return payload.sub
      } catch {
        return undefined
      }
    },
  }
}

/** Written aside and renamed, so that a killed first start leaves no half key. */
async function openKey(dataDir: string): Promise<JWK> {
  const file = join(dataDir, 'stub-issuer-key.json')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept !== undefined) return JSON.parse(kept) as JWK
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true })
  const key = await exportJWK(privateKey)
  await mkdir(dataDir, { recursive: true })
  const aside = `${file}.${randomUUID()}`
  await writeFile(aside, JSON.stringify(key), { mode: 0o600 })
  await rename(aside, file)
  return key
}
