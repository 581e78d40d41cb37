import { APPLICATION_WAYS } from './problemCodes/applications.ts'
import { DECISION_WAYS } from './problemCodes/decisions.ts'
import { EPISODE_WAYS } from './problemCodes/episodes.ts'
import { EVIDENCE_WAYS } from './problemCodes/evidence.ts'
import { EXPORT_WAYS } from './problemCodes/exports.ts'
import { HTTP_WAYS } from './problemCodes/http.ts'
import { IMPORT_WAYS } from './problemCodes/imports.ts'
import { MEETING_WAYS } from './problemCodes/meetings.ts'
import { NOTICE_WAYS } from './problemCodes/notices.ts'
import { OPINION_WAYS } from './problemCodes/opinions.ts'
import { SEAT_WAYS } from './problemCodes/seats.ts'
import { SETTING_WAYS } from './problemCodes/settings.ts'
import { SWEEP_WAYS } from './problemCodes/sweeps.ts'
import { TRANSFER_WAYS } from './problemCodes/transfers.ts'
import { VISIT_WAYS } from './problemCodes/visits.ts'
import type { Way } from './problemCodes/way.ts'

/**
 * Each code that a request to one endpoint can reach; those of the server as a whole stand in the test. They are
 * walked in this order, and what one changes is there for the next.
 */
export const WAYS: readonly Way[] = [
  ...HTTP_WAYS,
  ...VISIT_WAYS,
  ...APPLICATION_WAYS,
  ...SEAT_WAYS,
  ...MEETING_WAYS,
  ...OPINION_WAYS,
  ...DECISION_WAYS,
  ...IMPORT_WAYS,
  ...SETTING_WAYS,
  ...EVIDENCE_WAYS,
  ...EXPORT_WAYS,
  ...SWEEP_WAYS,
  ...EPISODE_WAYS,
  ...TRANSFER_WAYS,
  ...NOTICE_WAYS,
]
