import type { FastifyInstance } from 'fastify'
import { accountabilityRoutes } from './accountability/routes.ts'
import { applicationRoutes } from './applications/routes.ts'
import { archiveRoutes } from './archives/routes.ts'
import { coverageRoutes } from './coverage/routes.ts'
import { delegationRoutes } from './delegations/routes.ts'
import { determinationRoutes } from './determinations/routes.ts'
import { episodeRoutes } from './episodes/routes.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { elapsedRoutes } from './elapsed/routes.ts'
import { stuckCountRoutes } from './worklist/stuckCounts.ts'
import { findingRoutes } from './findings/routes.ts'
import { exportRoutes } from './exports/routes.ts'
import { importRoutes } from './imports/routes.ts'
import { meetingRoutes } from './meetings/routes.ts'
import { mentorRoutes } from './mentors/routes.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { panelRoutes } from './panels/routes.ts'
import { provisionalRoutes } from './provisional/routes.ts'
import { reconsiderationRoutes } from './reconsiderations/routes.ts'
import { serviceRoutes } from './services/routes.ts'
import { resultRoutes } from './results/routes.ts'
import { sessionRoutes } from './session/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { studentRoutes } from './students/routes.ts'
import { sweepRoutes } from './sweeps/routes.ts'
import { visitPlanRoutes } from './visits/planRoutes.ts'
import { noticeRoutes } from './notices/routes.ts'
import { transferRoutes } from './transfers/routes.ts'
import { worklistRoutes } from './worklist/routes.ts'
import { visitRoutes } from './visits/routes.ts'

/** The routes of one resource folder. */
export type Routes = (app: FastifyInstance) => void

/** Every resource of the API. The server refuses to start while an endpoint of the contract has no handler. */
export const routes: readonly Routes[] = [
  sessionRoutes,
  organisationRoutes,
  studentRoutes,
  visitRoutes,
  visitPlanRoutes,
  applicationRoutes,
  panelRoutes,
  meetingRoutes,
  determinationRoutes,
  provisionalRoutes,
  reconsiderationRoutes,
  delegationRoutes,
  serviceRoutes,
  episodeRoutes,
  transferRoutes,
  noticeRoutes,
  importRoutes,
  settingsRoutes,
  evidenceRoutes,
  exportRoutes,
  mentorRoutes,
  archiveRoutes,
  coverageRoutes,
  findingRoutes,
  worklistRoutes,
  accountabilityRoutes,
  elapsedRoutes,
  stuckCountRoutes,
  sweepRoutes,
  resultRoutes,
]
