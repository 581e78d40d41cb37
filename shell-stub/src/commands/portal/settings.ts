import { isAbsolute, join } from 'node:path'
import { readArguments, wholeNumber } from '../commandLine.ts'
import { root } from '../config.ts'

export const DEFAULT_PORT = 4300
export const DEFAULT_STUDENTS = 3000

/** What `npm start` and `npm run dev` were asked to do. */
export type Settings = {
  readonly port: number
  /** A port that was asked for is taken or nothing; the default may give way to the next free one. */
  readonly portWasAskedFor: boolean
  readonly dataDir: string
  readonly open: boolean
  readonly fresh: boolean
  /** Needy students in the first demo data; without it as many as the last time. */
  readonly students: number | undefined
}

const usage = (command: string) => `${command} [-- options]

  --port <number>      port of the portal (default ${DEFAULT_PORT}, or the next free one)
  --data-dir <folder>  where the database and the keys live (default .data)
  --students <number>  needy students in the first demo data (default ${DEFAULT_STUDENTS})
  --fresh              delete the data folder first and begin anew
  --no-open            do not open the browser

  DATABASE_URL         use this PostgreSQL (15 or newer) as its owner instead of starting one
  APP_DATABASE_URL     the same database as the API's own role
  REQUESTS_PER_MINUTE  what one account may send (default 600)`

export function readSettings(command: string): Settings {
  const { values } = readArguments({
    usage: usage(command),
    options: {
      port: { type: 'string' },
      'data-dir': { type: 'string', default: '.data' },
      students: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      open: { type: 'boolean', default: true },
    },
  })
  return {
    port:
      values.port === undefined ? DEFAULT_PORT : wholeNumber('port', values.port, { least: 1, most: 65_535 }),
    portWasAskedFor: values.port !== undefined,
    dataDir: fromRoot(values['data-dir']),
    open: values.open,
    fresh: values.fresh,
    students: studentsAskedFor(values.students),
  }
}

/** How many needy students `--students` asks for. */
export function studentsAskedFor(given: string | undefined): number | undefined {
  return given === undefined ? undefined : wholeNumber('students', given, { least: 1, most: 5_000_000 })
}

/** npm runs every script at the top of the repository, so that is what a relative folder is counted from. */
export function fromRoot(folder: string): string {
  return isAbsolute(folder) ? folder : join(root, folder)
}
