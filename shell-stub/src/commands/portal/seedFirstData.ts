import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Db, seedDemo } from '@sunshine-aid/api-server'
import { databaseUrls } from '../config.ts'
import type { Data } from './openData.ts'
import { DEFAULT_STUDENTS } from './settings.ts'
import { onShutDown } from './shutDown.ts'

/** What was begun, so that a start after a kill goes on with the same and no start makes the province larger by itself. */
type Begun = { readonly database: string; readonly students: number }

/**
 * Fills an empty database with a small made-up province, or goes on with one that was begun. A database that holds
 * something else is left alone.
 */
export async function seedFirstData(data: Data, dataDir: string, wanted: number | undefined): Promise<void> {
  const note = join(dataDir, 'demo.json')
  const begun = readBegun(note)
  if (!begun && !(await isEmpty(data.database.owner))) return
  await fillProvince(data, dataDir, wanted ?? begun?.students ?? DEFAULT_STUDENTS)
}

/** Makes a province of at least `students` needy students, or lets one grow to that. Goes on where it was cut off. */
export async function fillProvince(
  { database, keyring }: Data,
  dataDir: string,
  students: number,
): Promise<void> {
  noteBegun(join(dataDir, 'demo.json'), { database: databaseName, students })
  const ending = new AbortController()
  onShutDown(() => ending.abort())
  const log = (line: string) => console.log(line)
  const {
    schools,
    students: made,
    rowsStored,
  } = await seedDemo(database.owner, {
    students,
    keyring,
    now: new Date(),
    log,
    signal: ending.signal,
  })
  if (rowsStored > 0) log(`demo: ${schools} schools with ${made} needy students are ready`)
}

/** Which database it is, without its password; the embedded one may change its port. */
const databaseName = databaseUrls
  ? new URL(databaseUrls.owner).host + new URL(databaseUrls.owner).pathname
  : 'embedded'

function readBegun(note: string): Begun | undefined {
  if (!existsSync(note)) return undefined
  const begun = JSON.parse(readFileSync(note, 'utf8')) as Begun
  return begun.database === databaseName ? begun : undefined
}

function noteBegun(note: string, begun: Begun): void {
  writeFileSync(`${note}.new`, JSON.stringify(begun))
  renameSync(`${note}.new`, note)
}

async function isEmpty(owner: Db): Promise<boolean> {
  return (await owner.selectFrom('org').select('id').limit(1).executeTakeFirst()) === undefined
}
