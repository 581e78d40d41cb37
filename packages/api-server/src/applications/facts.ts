import {
  chinaDay,
  goneMembers,
  isValidVisit,
  visitPeriod,
  votersOf,
  type ApplicationActor,
  type ApplicationFacts,
  type PanelFacts,
  type PolicyProfile,
} from '@sunshine-aid/domain'
import { permissionsOn } from '../access/permissionsOn.ts'
import { presenceOf } from '../access/presence.ts'
import { roleHolders } from '../access/roleHolders.ts'
import { policyOf } from '../organisations/policies.ts'
import type { Keyring } from '../crypto/keyring.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { findPanelFacts } from '../panels/queries.ts'
import { findEarlierPanel } from '../reconsiderations/queries.ts'
import { findVisitsSince } from '../visits/queries.ts'
import { contentOf } from './content.ts'
import type { CaseRow } from './queries.ts'

/** What a request's handler is given and everything below it needs. */
export interface Call {
  readonly trx: Trx
  readonly principal: Principal
  readonly now: Date
  readonly keyring: Keyring
}

/** A request as the rules see it, with who looks at it and the policy that holds for it. */
export interface Situation {
  readonly row: CaseRow
  readonly facts: ApplicationFacts
  readonly actor: ApplicationActor
  readonly policy: PolicyProfile
}

/** Everything that the rules of F1 ask of the database, for the principal of `call`. */
export async function situationOf(call: Call, row: CaseRow): Promise<Situation> {
  const { trx, principal, keyring, now } = call
  const policy = await policyOf(trx, row.school_id)
  const panel = await findPanelFacts(call, row.id, policy)
  const facts: ApplicationFacts = {
    status: row.status,
    content: contentOf(keyring, row),
    enteredBy: row.entered_by,
    submittedBy: row.submitted_by,
    entererPresent: await isEntererPresent(trx, row, now),
    enrolled: row.enrolment === 'enrolled',
    openElsewhere: Boolean(row.open_elsewhere),
    episodeActive: Boolean(row.episode_active),
    provisionalGiven: Boolean(row.provisional_given),
    hasValidVisit: await hasValidVisit(trx, row, policy, now),
    visitRequired: policy.visits[row.stage].beforeDetermination,
    panel,
    earlier: await findEarlierPanel(trx, row.id),
    gone: await findGone(trx, row, panel, now),
  }
  const permissions = await permissionsOn(trx, principal, row.id)
  return { row, facts, actor: { accountId: principal.accountId, permissions }, policy }
}

/** Asked only while it matters: once a request is submitted nobody has to go on writing. */
async function isEntererPresent(trx: Trx, row: CaseRow, now: Date): Promise<boolean> {
  if (row.status !== 'draft' && row.status !== 'returned') return true
  const isPresent = await presenceOf(trx, [row.entered_by], chinaDay(now))
  return isPresent(row.entered_by, row.org_path)
}

/** Asked only while a panel waits for somebody. */
async function findGone(
  trx: Trx,
  { status, school_id }: CaseRow,
  panel: PanelFacts | null,
  now: Date,
): Promise<string[]> {
  if (status !== 'underReview' || !panel || votersOf(panel).every(({ voted }) => voted)) return []
  const holders = await roleHolders(trx, ['panelMember', 'psychTeacher'], [school_id], chinaDay(now))
  return goneMembers(panel, new Set(holders.map(({ accountId }) => accountId)))
}

/** Whether a visit to the student counts today (`isValidVisit`). */
export async function hasValidVisit(
  trx: Trx,
  row: Pick<CaseRow, 'student_id' | 'stage'>,
  policy: PolicyProfile,
  now: Date,
): Promise<boolean> {
  const today = chinaDay(now)
  const visits = await findVisitsSince(trx, row.student_id, visitPeriod(row.stage, policy, today).from)
  return visits.some(visit => isValidVisit(visit, row.stage, policy, today))
}
