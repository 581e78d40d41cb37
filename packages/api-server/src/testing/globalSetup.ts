import type { TestProject } from 'vitest/node'
import { beginRun } from './runs.ts'
import { ensureTemplate } from './template.ts'
import { startTestServer } from './testServer.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: { readonly url: string; readonly runId: string; readonly template: string }
  }
}

/** Vitest calls it once before the tests of a project, and what it returns afterwards, failed tests or not. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer()
  try {
    const run = await beginRun(server.url)
    const template = await ensureTemplate(server.url)
    project.provide('databaseServer', { url: server.url, runId: run.id, template })
    return async () => {
      await run.end()
      await server.stop()
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}
