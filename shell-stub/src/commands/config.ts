import { join } from 'node:path'

/** The top of the checked-out repository. */
export const root = join(import.meta.dirname, '..', '..', '..')

/** Nobody sits in front of it: no browser is opened, nothing is asked. */
export const isUnattended = process.env['CI'] !== undefined
