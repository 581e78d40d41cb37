import { compositionBlockers, freshPanelBlockers, type NewPanel } from '@sunshine-aid/domain'
import { changeApplication, type ChangeCall } from '../applications/change.ts'
import type { Situation } from '../applications/facts.ts'
import { insertMembers, insertPanel } from './queries.ts'
import { candidatesFor, seatRow, type Candidates } from './seats.ts'

/** A panel to be convened, alone or as one case of a meeting. */
export interface Convening {
  readonly panel: NewPanel
  /** Whose title stands in the timeline of the case. */
  readonly meeting?: { readonly id: string; readonly title: string }
}

/**
 * Convenes the panel of one request, within the transaction and with all rules of a panel: `choose` names it once
 * it is known who may sit. Returns the request as it was before.
 * @throws {ProblemError} `not_found`, or the first reason against it.
 */
export function convenePanelOf(
  call: ChangeCall,
  choose: (candidates: Candidates) => Convening,
): Promise<Situation> {
  const { trx, principal, now } = call
  return changeApplication(call, 'convene', async situation => {
    const { row, facts, policy } = situation
    const candidates = await candidatesFor(call, situation)
    const { panel, meeting } = choose(candidates)
    return {
      blockers: [
        ...compositionBlockers(panel, candidates, policy),
        ...freshPanelBlockers(panel, facts.earlier, candidates),
      ],
      text: meeting?.title ?? null,
      store: async () => {
        await insertPanel(trx, {
          application_id: row.id,
          org_path: row.org_path,
          status: 'voting',
          chair_id: panel.chair,
          convened_by: principal.accountId,
          convened_by_name: principal.name,
          convened_at: now,
          meeting_id: meeting?.id ?? null,
        })
        await insertMembers(
          trx,
          panel.members.map(member => seatRow(row, member, candidates)),
        )
      },
    }
  })
}
