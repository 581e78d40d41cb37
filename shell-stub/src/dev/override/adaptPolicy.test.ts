import { expect, it } from 'vitest'
import { adaptPolicy } from './adaptPolicy.ts'

const needs = { nonce: 'N', host: '127.0.0.1:4400', hashes: ['sha256-H'] }

it.each([
  ['a policy that says nothing of scripts', "frame-ancestors 'none'", "frame-ancestors 'none'"],
  [
    'scripts that are open to anything inline stay so',
    "script-src 'self' 'unsafe-inline'",
    "script-src 'unsafe-inline' 'self'",
  ],
  [
    'what falls back to the default gets a rule of its own',
    "default-src 'none'",
    "default-src 'none'; script-src 'self' 'nonce-N' 'sha256-H'; style-src 'self' 'nonce-N'; connect-src 'self' ws://127.0.0.1:4400",
  ],
  [
    'plain HTTP of this machine is not made into HTTPS',
    'upgrade-insecure-requests; font-src *',
    'font-src *',
  ],
  [
    'rules for elements are kept as narrow as they were',
    'script-src-elem https://cdn.example',
    "script-src-elem https://cdn.example 'self' 'nonce-N' 'sha256-H'",
  ],
])('%s', (_, policy, expected) => {
  expect(adaptPolicy(policy, needs)).toBe(expected)
})
