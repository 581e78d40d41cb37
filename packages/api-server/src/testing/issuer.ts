import { SignJWT, exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload } from 'jose'
import type { TokenConfig } from '../session/tokens.ts'

/** An issuer with a key of its own, made anew for each test file. */
export interface TestIssuer {
  readonly config: TokenConfig
  /** A good access token for `subject`; `claims` and `header` make it as bad as a test needs it. */
  readonly token: (subject: string, overrides?: TokenOverrides) => Promise<string>
}

export interface TokenOverrides {
  readonly claims?: { readonly [Claim in keyof JWTPayload]: JWTPayload[Claim] | undefined }
  readonly header?: Partial<JWTHeaderParameters>
  /** Another key than the issuer's. */
  readonly key?: CryptoKey | Uint8Array
}

const KID = 'test'
const LIFE_SECONDS = 600

export async function testIssuer(clock: () => Date): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)
  const config = {
    issuer: 'https://portal.example/',
    audience: 'sunshine-aid-api',
    jwks: { keys: [{ ...jwk, kid: KID, alg: 'ES256', use: 'sig' }] },
  }
  return {
    config,
    token(subject, { claims, header, key = privateKey } = {}) {
      const now = Math.floor(clock().getTime() / 1_000)
      const { issuer: iss, audience: aud } = config
      return new SignJWT({
        iss,
        aud,
        sub: subject,
        iat: now,
        exp: now + LIFE_SECONDS,
        ...claims,
      } as JWTPayload)
        .setProtectedHeader({ alg: 'ES256', kid: KID, typ: 'at+jwt', ...header })
        .sign(key)
    },
  }
}
