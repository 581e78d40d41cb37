import { UnsecuredJWT, exportJWK, generateKeyPair, importJWK, exportSPKI, type JWK } from 'jose'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { testIssuer } from '../testing/issuer.ts'
import { authenticator } from './tokens.ts'

const now = new Date('2026-03-02T08:00:00Z')
const seconds = now.getTime() / 1_000
const issuer = await testIssuer(() => now)
const stranger = await generateKeyPair('ES256', { extractable: true })
const rsa = await generateKeyPair('RS256', { extractable: true })
const [publicJwk] = (issuer.config.jwks as { keys: [JWK] }).keys
const publicPem = new TextEncoder().encode(
  await exportSPKI((await importJWK({ ...publicJwk, ext: true })) as CryptoKey),
)
const good = await issuer.token('officer')
const [header, payload, signature] = good.split('.') as [string, string, string]

const authenticate = authenticator(issuer.config)
const token = issuer.token
const code = (authorization: string | undefined) =>
  authenticate(authorization, now).then(
    () => 'accepted',
    (error: unknown) => (error as { code: string }).code,
  )

test('a good token says who it is for', async () => {
  await expect(authenticate(`Bearer ${good}`, now)).resolves.toBe('officer')
  await expect(authenticate(`bearer ${good}`, now)).resolves.toBe('officer')
})

const claims = {
  sub: 'officer',
  iss: issuer.config.issuer,
  aud: issuer.config.audience,
  iat: seconds,
  exp: seconds + 600,
}
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

test.each([
  ['without a signature (alg none)', () => new UnsecuredJWT(claims).encode()],
  [
    'with alg none and the good signature',
    () => `${base64({ alg: 'none', typ: 'at+jwt' })}.${payload}.${signature}`,
  ],
  [
    'with HS256 and the public key as the secret',
    () => token('officer', { header: { alg: 'HS256' }, key: publicPem }),
  ],
  ['of another algorithm and key', () => token('officer', { header: { alg: 'RS256' }, key: rsa.privateKey })],
  ['signed by somebody else under our key id', () => token('officer', { key: stranger.privateKey })],
  ['of an unknown key id', () => token('officer', { header: { kid: 'other' } })],
  [
    'that brings its own key set (jku)',
    () => token('officer', { header: { jku: 'https://evil.example/jwks' } }),
  ],
  [
    'that brings its own key (jwk)',
    async () =>
      token('officer', { header: { jwk: await exportJWK(stranger.publicKey) }, key: stranger.privateKey }),
  ],
  ['for another audience', () => token('officer', { claims: { aud: 'another-api' } })],
  ['of another issuer', () => token('officer', { claims: { iss: 'https://evil.example/' } })],
  ['of another kind (an ID token)', () => token('officer', { header: { typ: 'JWT' } })],
  ['that has expired', () => token('officer', { claims: { exp: seconds - 60 } })],
  ['that never expires', () => token('officer', { claims: { exp: undefined } })],
  ['that is not valid yet', () => token('officer', { claims: { nbf: seconds + 60 } })],
  ['issued in the future', () => token('officer', { claims: { iat: seconds + 60 } })],
  ['issued long ago, whatever its end', () => token('officer', { claims: { iat: seconds - 86_400 } })],
  ['for nobody', () => token('', {})],
  ['with a changed payload', () => `${header}.${base64({ ...claims, sub: 'head' })}.${signature}`],
  ['that brings its own rules (crit)', () => token('officer', { header: { crit: ['b64'], b64: true } })],
  ['of a megabyte', () => `${header}.${'A'.repeat(1_000_000)}.${signature}`],
  ['that is none', () => 'garbage'],
])('a token %s is refused without a reason', async (_, make) => {
  expect(await code(`Bearer ${await make()}`)).toBe('unauthenticated')
})

test.each([undefined, '', 'Bearer', `Basic ${good}`, good, `Bearer ${good} ${good}`])(
  'the header %j is refused',
  async authorization => {
    expect(await code(authorization)).toBe('unauthenticated')
  },
)

test('all refusals read the same', async () => {
  const messages = await Promise.all(
    [undefined, 'Bearer x', `Bearer ${await token('officer', { claims: { exp: 1 } })}`].map(authorization =>
      authenticate(authorization, now).catch((error: unknown) => String(error)),
    ),
  )
  expect(new Set(messages).size).toBe(1)
})

test('a clock that is five seconds off does no harm', async () => {
  expect(await code(`Bearer ${await token('officer', { claims: { exp: seconds - 4 } })}`)).toBe('accepted')
})

test('keys are read from the issuer; while it cannot be reached, nobody is told to sign in again', async () => {
  const server = createServer((_, response) => response.end(JSON.stringify(issuer.config.jwks))).listen(
    0,
    '127.0.0.1',
  )
  await new Promise(resolve => server.once('listening', resolve))
  const jwks = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const remote = authenticator({ ...issuer.config, jwks })
  await expect(remote(`Bearer ${good}`, now)).resolves.toBe('officer')
  server.close()
  server.closeAllConnections()
  const late = authenticator({ ...issuer.config, jwks })
  await expect(late(`Bearer ${good}`, now)).rejects.toMatchObject({ code: 'unavailable' })
})
