import { join } from 'node:path'

const { env } = process

/** The top of the checked-out repository. */
export const root = join(import.meta.dirname, '..', '..', '..')

/** Nobody looks at this machine's screen, so no browser is opened. */
export const isUnattended =
  env['CI'] !== undefined || (process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'])

/** A PostgreSQL of one's own: `owner` migrates and seeds, `app` is what the API connects as. */
export const databaseUrls = env['DATABASE_URL']
  ? { owner: env['DATABASE_URL'], app: env['APP_DATABASE_URL'] }
  : undefined

/** Keys of the sealed columns; without them a key file is kept in the data folder. */
export const masterKeys = env['SUNSHINE_KEYS']

/** Where npm was called; it runs every script at the top of the repository. */
export const calledFrom = env['INIT_CWD'] ?? root
