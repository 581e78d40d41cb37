import { rm } from 'node:fs/promises'
import { listStudents } from '@sunshine-aid/api-contract'
import type { TestProject } from 'vitest/node'
import { apiAs } from './apiAs.ts'
import { runCommand, temporaryDataFolder } from './portalProcess.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the portal that runs for the end-to-end tests, with a slash at the end. */
    portalUrl: string
    /** Its data folder, for `token` and for a look into the database. */
    portalDataDir: string
    /** Of the students of the demo school: none may stand in the title of a window. */
    studentNames: string[]
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
    const portalUrl = `http${await portal.printed('portal: http')}`
    project.provide('portalUrl', portalUrl)
    project.provide('portalDataDir', folder)
    project.provide('studentNames', await studentNames(portalUrl))
  } catch (error) {
    await portal.stop()
    throw error
  }
  return async () => {
    await portal.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function studentNames(portalUrl: string): Promise<string[]> {
  const officer = apiAs(portalUrl, 'taicang-officer-1')
  const names: string[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = { limit: '100', ...(cursor && { cursor }) }
    const page = await officer.call(listStudents, { query })
    names.push(...page.items.map(({ name }) => name))
    cursor = page.nextCursor
  }
  return names
}
