import type { FastifyInstance } from 'fastify'
import { aidListRoutes } from './aidList.ts'
import { calendarRoutes } from './calendarRoutes.ts'
import { preferenceRoutes } from './preferences.ts'
import { proposalRoutes } from './proposals.ts'
import { settingRoutes } from './settingRoutes.ts'

/** What an organisation sets for everybody below it, and what an account prefers for itself. */
export function settingsRoutes(app: FastifyInstance): void {
  settingRoutes(app)
  proposalRoutes(app)
  aidListRoutes(app)
  calendarRoutes(app)
  preferenceRoutes(app)
}
