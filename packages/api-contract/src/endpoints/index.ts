import * as applications from './applications.ts'
import * as archives from './archives.ts'
import * as coverage from './coverage.ts'
import * as decisions from './decisions.ts'
import * as episodes from './episodes.ts'
import * as evidence from './evidence.ts'
import * as exports from './exports.ts'
import * as imports from './imports.ts'
import * as meetings from './meetings.ts'
import * as mentors from './mentors.ts'
import * as notices from './notices.ts'
import * as organisations from './organisations.ts'
import * as results from './results.ts'
import * as session from './session.ts'
import * as settings from './settings.ts'
import * as students from './students.ts'
import * as sweeps from './sweeps.ts'
import * as worklist from './worklist.ts'
import * as visits from './visits.ts'
import * as transfers from './transfers.ts'
import type { EndpointSpec } from '../endpoint.ts'

const files: readonly Readonly<Record<string, unknown>>[] = [
  session,
  organisations,
  students,
  visits,
  applications,
  decisions,
  meetings,
  mentors,
  archives,
  coverage,
  imports,
  episodes,
  transfers,
  notices,
  sweeps,
  results,
  settings,
  evidence,
  exports,
  worklist,
]

/** Every endpoint of the API, found by walking the files: a new one is served, documented and tested by itself. */
export const endpoints: readonly EndpointSpec[] = files
  .flatMap(Object.values<unknown>)
  .filter(
    (value): value is EndpointSpec =>
      typeof value === 'object' && value !== null && 'method' in value && 'access' in value,
  )
