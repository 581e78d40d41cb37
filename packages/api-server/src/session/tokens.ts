import { ProblemError } from '@sunshine-aid/api-contract'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose'
import { unavailable } from '../http/databaseProblem.ts'

/** Whose access tokens are believed. */
export interface TokenConfig {
  readonly issuer: string
  readonly audience: string
  /** The issuer's public keys: where they are, or the keys themselves. */
  readonly jwks: URL | JSONWebKeySet
  /** Longest life of a token after `iat`, in seconds; whatever its `exp` says. */
  readonly maxTokenAgeSeconds?: number
}

/** Who a request says it is from: the token's `sub`. What that person may do stands in the database. */
export type Authenticate = (authorization: string | undefined, now: Date) => Promise<string>

/** Fixed: neither `none` nor a symmetric algorithm can ever be configured. */
const ALGORITHMS = ['ES256', 'PS256', 'RS256']
const CLOCK_TOLERANCE_SECONDS = 5
const DEFAULT_MAX_AGE_SECONDS = 3_600
const JWKS_TIMEOUT_MS = 5_000
const MAX_TOKEN = 8_192
const MAX_SUBJECT = 255
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i
/** Headers by which a token would bring its own key, or its own rules. */
const UNWANTED_HEADERS = ['jku', 'jwk', 'x5u', 'x5c', 'crit'] as const

/**
 * Verifies access tokens (`typ: at+jwt`, RFC 9068) and returns their subject. Every failure is the same
 * `unauthenticated`: which check failed would only help somebody who forges.
 */
export function authenticator(config: TokenConfig): Authenticate {
  const keys = keySet(config.jwks)
  return async (authorization, now) => {
    const token = authorization === undefined ? undefined : BEARER.exec(authorization)?.[1]
    if (token === undefined || token.length > MAX_TOKEN) throw unauthenticated()
    try {
      return await subjectOf(token, keys, config, now)
    } catch (error) {
      throw isUnreachable(error) ? unavailable('issuer', error) : unauthenticated(error)
    }
  }
}

async function subjectOf(
  token: string,
  keys: JWTVerifyGetKey,
  config: TokenConfig,
  now: Date,
): Promise<string> {
  const header = decodeProtectedHeader(token)
  if (UNWANTED_HEADERS.some(name => name in header)) throw unauthenticated()
  const { payload } = await jwtVerify(token, keys, {
    issuer: config.issuer,
    audience: config.audience,
    algorithms: ALGORITHMS,
    typ: 'at+jwt',
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    maxTokenAge: config.maxTokenAgeSeconds ?? DEFAULT_MAX_AGE_SECONDS,
    requiredClaims: ['sub', 'exp', 'iat'],
    currentDate: now,
  })
  if (typeof payload.sub !== 'string' || payload.sub === '' || payload.sub.length > MAX_SUBJECT)
    throw unauthenticated()
  return payload.sub
}

function keySet(jwks: URL | JSONWebKeySet): JWTVerifyGetKey {
  if (!(jwks instanceof URL)) return createLocalJWKSet(jwks)
  return createRemoteJWKSet(jwks, {
    timeoutDuration: JWKS_TIMEOUT_MS,
    [customFetch]: (url, options) =>
      fetch(url, options).catch((cause: unknown) => Promise.reject(new KeysUnreachable({ cause }))),
  })
}

class KeysUnreachable extends Error {
  override readonly name = 'KeysUnreachable'

  constructor(options: ErrorOptions) {
    super('the key set of the issuer cannot be read', options)
  }
}

/** The issuer's keys could not be read, so nothing is known about the token: the caller need not sign in anew. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof KeysUnreachable || error instanceof errors.JWKSTimeout) return true
  return error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC'
}

function unauthenticated(cause?: unknown): ProblemError {
  return new ProblemError('unauthenticated', 'Authorization', { cause })
}
