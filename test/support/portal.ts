import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { runCommand, temporaryDataFolder } from './portalProcess.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the portal that runs for the end-to-end tests, with a slash at the end. */
    portalUrl: string
    /** Its data folder, for `token` and for a look into the database. */
    portalDataDir: string
  }
}

const STUDENTS = 600
/** A quick machine opens pages as one account faster than any person could; that is no fault. */
const REQUESTS_PER_MINUTE = 1_000_000

/** One production portal with a database of its own for all end-to-end tests, started as `npm start` starts it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryDataFolder()
  const args = ['--no-open', '--data-dir', folder, '--students', String(STUDENTS)]
  const portal = runCommand('start', args, { REQUESTS_PER_MINUTE: String(REQUESTS_PER_MINUTE) })
  try {
    // Not the line that says which port is taken.
    project.provide('portalUrl', `http${await portal.printed('portal: http')}`)
    project.provide('portalDataDir', folder)
  } catch (error) {
    await portal.stop()
    throw error
  }
  return async () => {
    await portal.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
