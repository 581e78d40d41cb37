import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DATA_CLASS_KEY } from '@sunshine-aid/domain'
import { describe, expect, test } from 'vitest'
import { endpoints, openApiDocument } from './index.ts'

interface Operation {
  readonly operationId: string
  readonly security: readonly object[]
  readonly parameters: readonly { name?: string; in?: string; required?: boolean; $ref?: string }[]
  readonly requestBody?: object
  readonly responses: Record<string, object>
}
interface Document {
  readonly tags: readonly { name: string; description?: string }[]
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { schemas: Record<string, { properties: object }>; responses: Record<string, object> }
}

const text = JSON.stringify(openApiDocument(endpoints, { serverUrl: '/api/v1' }))
const document = JSON.parse(text) as Document
const REDOCLY = join(import.meta.dirname, '../../../node_modules/@redocly/cli/bin/cli.js')

async function lint(content: string): Promise<{ totals: { errors: number; warnings: number } }> {
  const folder = await mkdtemp(join(tmpdir(), 'openapi-'))
  const file = join(folder, 'openapi.json')
  await writeFile(file, content)
  const env = { PATH: process.env.PATH, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const run = promisify(execFile)(
    process.execPath,
    [REDOCLY, 'lint', file, '--extends=recommended', '--format=json'],
    { env, cwd: folder },
  )
  // It ends with 1 when it finds something, and says what on standard output.
  const { stdout } = await run.catch((error: unknown) => error as { stdout: string })
  await rm(folder, { recursive: true })
  return JSON.parse(stdout) as { totals: { errors: number; warnings: number } }
}

describe('a well-known linter', () => {
  test('finds nothing to complain about', { timeout: 60_000 }, async () => {
    expect((await lint(text)).totals).toMatchObject({ errors: 0, warnings: 0 })
  })

  test('finds what is wrong', { timeout: 60_000 }, async () => {
    const broken = text.replace('#/components/schemas/Problem', '#/components/schemas/Nowhere')
    expect((await lint(broken)).totals.errors).toBeGreaterThan(0)
  })
})

describe.each(endpoints.map(endpoint => [endpoint.id, endpoint] as const))('%s', (_, endpoint) => {
  const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
  const operation = document.paths[path]![endpoint.method.toLowerCase()]!
  const names = operation.parameters.map(parameter => parameter.name ?? parameter.$ref!.split('/').at(-1))

  test('is in the document with its id and everything that it needs', () => {
    expect(operation.operationId).toBe(endpoint.id)
    expect(names).toEqual(
      expect.arrayContaining([...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name)),
    )
    expect(names.includes('Idempotency-Key')).toBe(endpoint.method === 'POST')
    expect(names.includes('If-Match')).toBe(endpoint.ifMatch === true)
    expect(operation.requestBody !== undefined).toBe(
      endpoint.body !== undefined || endpoint.upload !== undefined,
    )
    expect(operation.security).toEqual(endpoint.access.permission === 'public' ? [] : [{ accessToken: [] }])
  })

  test('names each of its problems', () => {
    const answers = JSON.stringify(operation.responses)
    for (const code of endpoint.problems) expect(answers).toContain(code)
  })
})

test('every group of endpoints says what it is for', () => {
  expect(document.tags.filter(({ description }) => description === undefined)).toEqual([])
})

test('what the domain has a name for is a component, with the data class of each field', () => {
  const { Application, Problem } = document.components.schemas
  expect(Problem).toBeDefined()
  const fields = Object.values(Application!.properties)
  expect(fields.length).toBeGreaterThan(10)
  expect(
    fields.filter(field => !JSON.stringify(field).match(new RegExp(`${DATA_CLASS_KEY}|\\$ref`))),
  ).toEqual([])
})
