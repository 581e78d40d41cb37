import fc from 'fast-check'

/** Texts that have broken something somewhere: SQL, templates, paths, markup, control and half characters. */
export const HOSTILE_TEXTS = [
  "' or '1'='1",
  "'; drop table student; --",
  '") union select id_number_sealed from student --',
  '1; select pg_sleep(5)',
  '%_%',
  '\\',
  '${7*7}',
  '{{constructor.constructor("return this")()}}',
  '#{7*7}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  '=cmd|" /C calc"!A0',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m',
  '\ud800',
  '\udc00\ud800',
  '\u202e\u2066',
  '\ufeff',
  '\uffff',
  'é'.normalize('NFD'),
  '𠮷'.repeat(300),
  'x'.repeat(100_000),
  'NaN',
  'null',
  'undefined',
  '-1',
  '1e309',
  '99999999999999999999',
  '2026-02-30',
  '0000-00-00',
  '__proto__',
  'constructor',
  'hasOwnProperty',
] as const

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

const LARGE = [
  Array.from({ length: 100_000 }, () => 1),
  Array.from({ length: 20_000 }, () => 'x'),
  nested(1_000),
  nested(30_000),
  Object.fromEntries(Array.from({ length: 5_000 }, (_, key) => [`k${key}`, key])),
]

const NUMBERS = [-1, 0, -0, 0.5, 1e21, Number.MAX_SAFE_INTEGER + 2, 2 ** 31, -(2 ** 63), 1e308]

/** Something that is put where a valid value stood. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<unknown>(...HOSTILE_TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, [], {}, [null], [[]], { toString: 'x' }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(...LARGE) },
)

/** What is put into an address, encoded or raw. */
export const hostileSegment: fc.Arbitrary<string> = fc.oneof(
  fc
    .constantFrom<string>(...HOSTILE_TEXTS.filter(text => text.length < 1_000))
    .map(text => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom('%00', '%ff', '%zz', '%c0%ae', '%ed%a0%80', '.', '..%2f..', '%2e%2e', '0', '-1', 'null'),
  fc.constantFrom('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  fc.uuid(),
  fc.string({ unit: 'binary', maxLength: 30 }).map(text => encodeURIComponent(text.toWellFormed())),
  fc.constant('a'.repeat(5_000)),
)

/** What is put into a header: visible ASCII, as anything else cannot be sent. */
export const hostileHeader: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '*',
    '"0"',
    '"-1"',
    'W/"1"',
    '"1e3"',
    '"99999999999"',
    '"2147483648"',
    "' or 1=1 --",
    '${7*7}',
  ),
  fc.string({ maxLength: 300 }).map(text => text.replaceAll(/[^\x20-\x7e]/g, '?')),
)
