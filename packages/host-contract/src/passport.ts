/**
 * Where a module stopped working: `load` (a file), `preflight` (does not fit this portal), `mount`, `render` (a page
 * while it was shown), `request` (the API or an action), `hang` (took too long), `unmount`.
 */
export const PASSPORT_PHASES = ['load', 'preflight', 'mount', 'render', 'request', 'hang', 'unmount'] as const

export type PassportPhase = (typeof PASSPORT_PHASES)[number]

/** What is known of a failure. Nothing here is free text: what does not have its fact's form is left out. */
export interface PassportFacts {
  /** Id of the module; `portal` for the shell itself. */
  readonly module: string
  readonly phase: PassportPhase
  readonly version?: string | undefined
  /** The shared files that it ran on, by their name in the release. */
  readonly train?: string | undefined
  /** Contract of the host: `1.0`. */
  readonly contract?: string | undefined
  /** The page's pattern below the module's base path, never its address: `/:applicationId/visits`. */
  readonly route?: string | undefined
  /** A stable code: of a problem of the API, or the reason that a shell gives. */
  readonly problem?: string | undefined
  /** Of the request that failed; the API's log has it too. */
  readonly requestId?: string | undefined
}

/**
 * What staff read out over the phone, and what it stands for: `APP-7F3K-0412` is three letters of the module, four
 * random characters, and the day in China. All values are texts, so that it is the context of `telemetry.error`.
 */
export type Passport = Readonly<Record<'code' | 'time' | 'module', string>> & {
  readonly phase: PassportPhase
} & Readonly<Partial<Record<'version' | 'train' | 'contract' | 'route' | 'problem' | 'requestId', string>>>

/** Without I, L, O and U, which are misread or misheard (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE = /^([A-Z]{3})-([0-9A-HJKMNP-TV-Z]{4})-((?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/
const CHINA_OFFSET_MS = 8 * 3600 * 1000

const FORMS: Readonly<Record<keyof Passport, RegExp>> = {
  code: CODE,
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  module: /^[a-z][a-z0-9-]{1,40}$/,
  phase: new RegExp(`^(?:${PASSPORT_PHASES.join('|')})$`),
  version: /^\d+\.\d+\.\d+(?:-[A-Za-z0-9.-]{1,40})?$/,
  train: /^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/,
  contract: /^1\.\d{1,3}$/,
  route: /^\/(?:(?::[A-Za-z]{1,30}|[a-z][a-z-]{0,30})(?:\/(?!$)|$)){0,8}$/,
  problem: /^[a-z][a-z_]{1,60}$/,
  requestId: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
}

/** As many digits in a row are a number of somebody: a phone, an identity card, a bank account. */
const NUMBER_OF_SOMEBODY = /\d{9}/
/** At the end of a version, or alone: what a build is known by. Longer than a phone, shorter than a card. */
const DIGEST = /(?:^|-)[0-9a-f]{12}$/

/**
 * A passport for a failure that has just happened.
 * @param now when it happened; default: now
 */
export function issuePassport(facts: PassportFacts, now: Date = new Date()): Passport {
  const module = fits('module', facts.module) ? facts.module : 'unknown'
  const code = `${lettersOf(module)}-${randomCharacters(4)}-${dayInChina(now)}`
  return { ...factsIn(facts), code, time: now.toISOString(), module, phase: facts.phase }
}

/** The known facts in `value`, each in its form; whatever else it holds is dropped. `undefined`: it is no passport. */
export function readPassport(value: unknown): Passport | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const known = factsIn(value)
  return ['code', 'time', 'module', 'phase'].every(name => name in known) ? (known as Passport) : undefined
}

function factsIn(value: object): Partial<Passport> {
  const given = value as Readonly<Record<string, unknown>>
  const names = Object.keys(FORMS) as (keyof Passport)[]
  return Object.fromEntries(names.filter(name => fits(name, given[name])).map(name => [name, given[name]]))
}

/** A code as somebody wrote it down, in its proper form; `month` and `day` in China. */
export interface PassportCode {
  readonly code: string
  /** Three letters of the module's id. */
  readonly letters: string
  readonly month: number
  readonly day: number
}

/**
 * Reads a code in lower case, with other or no dashes, in full-width characters, and with O for 0 or I and L for 1.
 * `undefined`: this is not a code.
 */
export function parsePassportCode(text: string): PassportCode | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  if (plain.length !== 11) return undefined
  const letters = plain.slice(0, 3).replaceAll('0', 'O').replaceAll('1', 'I')
  const rest = plain.slice(3).replaceAll('O', '0').replace(/[IL]/g, '1')
  const code = `${letters}-${rest.slice(0, 4)}-${rest.slice(4)}`
  const date = CODE.exec(code)?.[3]
  return date ? { code, letters, month: Number(date.slice(0, 2)), day: Number(date.slice(2)) } : undefined
}

function fits(name: keyof Passport, value: unknown): value is string {
  if (typeof value !== 'string' || !FORMS[name].test(value)) return false
  return name === 'requestId' || !NUMBER_OF_SOMEBODY.test(value.replace(DIGEST, ''))
}

/** `coverage-reports` → `COV`. */
function lettersOf(module: string): string {
  return module
    .replace(/[^a-z]/g, '')
    .slice(0, 3)
    .toUpperCase()
    .padEnd(3, 'X')
}

function randomCharacters(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count))
  return Array.from(bytes, byte => ALPHABET[byte % ALPHABET.length]).join('')
}

function dayInChina(now: Date): string {
  return new Date(now.getTime() + CHINA_OFFSET_MS).toISOString().slice(5, 10).replace('-', '')
}
