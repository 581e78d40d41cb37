import * as domain from '@sunshine-aid/domain'
import type { EndpointSpec } from './endpoint.ts'
import { jsonSchemas, type JsonSchema } from './openapi/jsonSchemas.ts'
import { operation } from './openapi/operation.ts'
import { problemsOf, sharedResponses } from './openapi/problemResponses.ts'
import { HEADERS, PARAMETERS, SECURITY_SCHEMES } from './openapi/shared.ts'
import { ProblemBody } from './problemBody.ts'

export interface OpenApiOptions {
  /** Where the endpoints' paths begin: an address, or a path on the same origin (`/api/v1`). */
  readonly serverUrl: string
}

/** What each group of endpoints is for; a tag without a text here fails the contract test. */
const TAGS: Readonly<Record<string, string>> = {
  session: 'Who is signed in, and what they may do',
  organisations: 'Places from the province down to the class, and the staff there',
  settings: 'Policy in force, the list of services, the school calendar, and what an account prefers',
  students: 'Needy students within reach',
  visits: 'Home visits',
  imports: 'Lists of needy students from Excel',
  evidence: 'Files that belong to a request',
  work: 'What waits for the reader, and what is stuck until somebody frees it',
  exports: 'Workbooks that leave a school, each approved by a second person',
  applications: 'Requests, from the draft to the determination',
  meetings: 'Meetings that judge several requests, each by a panel of its own',
  episodes: 'Running help: its reviews, its exit by collective review, and its end',
  transfers: 'Students who are handed on from one school to another',
  notices: 'Withdrawals and expulsions, told of before they take effect',
  sweeps: 'Finding those who do not ask: facts, proposals, and what staff decided',
  mentors: 'Mentors, and students still without one',
  archives: 'Growth archives',
  coverage: 'Figures by region, school and stage',
}

/** The OpenAPI 3.1 document of `endpoints`: nothing in it is written twice. */
export function openApiDocument(
  endpoints: readonly EndpointSpec[],
  { serverUrl }: OpenApiOptions,
): JsonSchema {
  const schemas = jsonSchemas({ ...domain, Problem: ProblemBody })
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, schemas) }
  }
  schemas.of(ProblemBody, 'output')
  const parameters = JSON.stringify(paths)
  return {
    openapi: '3.1.1',
    info: {
      title: 'Sunshine Aid API',
      version: '1.0.0',
      description: 'Applications, mentors, archives and coverage of developmental student aid.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    tags: [...new Set(endpoints.map(({ tag }) => tag))].map(name => ({ name, description: TAGS[name] })),
    paths,
    components: {
      schemas: schemas.components(),
      responses: sharedResponses(endpoints.map(problemsOf)),
      parameters: usedOf(PARAMETERS, parameters),
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  }
}

/** Only what is referred to: a linter rightly complains about the rest. */
function usedOf<T extends object>(components: T, text: string): Partial<T> {
  return Object.fromEntries(
    Object.entries(components).filter(([name]) => text.includes(`"#/components/parameters/${name}"`)),
  ) as Partial<T>
}
