import { appendFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readPassport, type Passport, type PassportCode } from '@sunshine-aid/host-contract'

/** Days that a failure can be looked up; as many files are kept. */
const KEPT_DAYS = 30
/** What one day may fill: some ten thousand failures. More of the same tell nothing new. */
const MOST_BYTES = 4 * 1024 * 1024
const FILE = /^\d{4}-\d\d-\d\d\.jsonl$/

export interface FailureLog {
  /** Keeps a passport for thirty days. */
  readonly add: (passport: Passport) => Promise<void>
  /** Counts a report of a browser that the page's policies refused something. */
  readonly count: (directive: string) => Promise<void>
}

/** One file a day in a folder of its own; everything that it holds is a fact of a passport, or a count. */
export function openFailureLog(dataDir: string, now: () => Date = () => new Date()): FailureLog {
  const folder = folderOf(dataDir)
  let work = Promise.resolve()
  let today = ''

  async function write(line: object) {
    const day = dayInChina(now())
    const file = join(folder, `${day}.jsonl`)
    if (day !== today) await beginDay(day)
    const size = await stat(file).then(
      found => found.size,
      () => 0,
    )
    if (size < MOST_BYTES) await appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
  }

  async function beginDay(day: string) {
    await mkdir(folder, { recursive: true })
    const oldest = dayInChina(new Date(now().getTime() - KEPT_DAYS * 24 * 3600 * 1000))
    for (const name of await readdir(folder))
      if (FILE.test(name) && name < oldest) await rm(join(folder, name))
    today = day
  }

  /** One after the other, so that the bound holds; a full disk is no reason to fail a page. */
  const queue = (line: object) => (work = work.then(() => write(line)).catch(() => undefined))
  return { add: queue, count: directive => queue({ refused: directive, time: now().toISOString() }) }
}

/** The passports with this code: mostly one, none where it was misread or is too old. */
export async function findPassports(
  dataDir: string,
  { code, month, day }: PassportCode,
): Promise<Passport[]> {
  return (await passportsOf(dataDir, month, day)).filter(passport => passport.code === code)
}

/** Codes of the same day that differ from `code` in the fewest characters, the nearest first. */
export async function nearestCodes(dataDir: string, { code, month, day }: PassportCode): Promise<string[]> {
  const distance = (other: string) =>
    Array.from(code).filter((character, at) => character !== other[at]).length
  const codes = new Set((await passportsOf(dataDir, month, day)).map(passport => passport.code))
  return [...codes]
    .filter(other => distance(other) <= 2)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 3)
}

/** Whoever reads a code reads it within a year, so month and day name one file. */
async function passportsOf(dataDir: string, month: number, day: number): Promise<Passport[]> {
  const folder = folderOf(dataDir)
  const ending = `-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}.jsonl`
  const names = await readdir(folder).catch(() => [])
  const texts = await Promise.all(
    names.filter(name => name.endsWith(ending)).map(name => readFile(join(folder, name), 'utf8')),
  )
  return texts.flatMap(text => text.split('\n')).flatMap(line => passportIn(line) ?? [])
}

/** A line that a crash cut off holds nothing. */
function passportIn(line: string): Passport | undefined {
  try {
    return readPassport(JSON.parse(line))
  } catch {
    return undefined
  }
}

function folderOf(dataDir: string): string {
  return join(dataDir, 'failures')
}

function dayInChina(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3600 * 1000).toISOString().slice(0, 10)
}
