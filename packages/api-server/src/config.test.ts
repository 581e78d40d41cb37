import { expect, test } from 'vitest'
import { readConfig, readLimits } from './config.ts'

const token = {
  TOKEN_ISSUER: 'https://portal.example/',
  TOKEN_AUDIENCE: 'api',
  TOKEN_JWKS_URL: 'https://portal.example/jwks',
}

test('what is not set has a default; the issuer has none', () => {
  expect(readConfig(token)).toMatchObject({ HOST: '127.0.0.1', PORT: 3_000 })
  expect(() => readConfig({})).toThrow(
    'missing or wrong settings: TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_JWKS_URL',
  )
})

test('a wrong setting is named without its value', () => {
  expect(() => readConfig({ ...token, PORT: 's3cret' })).toThrow(/^missing or wrong settings: PORT$/)
})

test('what one account may send in a minute can be set', () => {
  expect(readLimits({ REQUESTS_PER_MINUTE: '90' })).toEqual({ requestsPerWindow: 90, windowMs: 60_000 })
  expect(readLimits({})).toEqual({})
  expect(() => readLimits({ REQUESTS_PER_MINUTE: '0' })).toThrow(
    /^missing or wrong settings: REQUESTS_PER_MINUTE$/,
  )
})
