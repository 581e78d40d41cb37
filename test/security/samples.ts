import { applications } from './samples/applications.ts'
import { decisions } from './samples/decisions.ts'
import { episodes } from './samples/episodes.ts'
import { evidence } from './samples/evidence.ts'
import { exports } from './samples/exports.ts'
import { imports } from './samples/imports.ts'
import { meetings } from './samples/meetings.ts'
import { panels } from './samples/panels.ts'
import type { Sample, Samples } from './samples/question.ts'
import { session } from './samples/session.ts'
import { settings } from './samples/settings.ts'
import { students } from './samples/students.ts'
import { sweeps } from './samples/sweeps.ts'
import { transfers } from './samples/transfers.ts'
import { visits } from './samples/visits.ts'
import { work } from './samples/work.ts'
import type { Stand } from './world/requests.ts'
import { FINISHED } from './world/world.ts'

/** One for each endpoint of the contract, by its id. */
export const SAMPLES: Samples = {
  ...session,
  ...students,
  ...visits,
  ...applications,
  ...work,
  ...panels,
  ...meetings,
  ...decisions,
  ...sweeps,
  ...imports,
  ...evidence,
  ...exports,
  ...settings,
  ...episodes,
  ...transfers,
}

export const standOf = ({ stand }: Sample): Stand => stand ?? FINISHED
