import { askReconsideration, getReconsideration, notFound } from '@sunshine-aid/api-contract'
import { Panel, type NewReconsideration } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { changeApplication } from '../applications/change.ts'
import type { Call, Situation } from '../applications/facts.ts'
import { changedApplication } from '../applications/reply.ts'
import { seal, unseal } from '../crypto/seal.ts'
import { implement } from '../http/implement.ts'
import { findPanelCase } from '../panels/queries.ts'
import { panelReply } from '../panels/reply.ts'
import { archivePanel, findReconsideration } from './queries.ts'

/** 复议: once after a decline, with new facts and another panel (F1, AP-06). */
export function reconsiderationRoutes(app: FastifyInstance): void {
  implement(app, askReconsideration, async call => {
    await changeApplication(call, 'reconsider', situation => ({
      columns: { version: situation.row.version + 1 },
      store: () => closeRound(call, situation, call.body),
    }))
    return changedApplication(call, call.params.id)
  })

  implement(app, getReconsideration, async ({ trx, principal, params, audit, keyring }) => {
    const place = await findPanelCase(trx, principal, params.id)
    const row = place && (await findReconsideration(trx, place.id))
    if (!row) throw notFound(getReconsideration.path)
    audit.subject({ kind: 'application', id: place.id, school: place.school_id, orgPath: place.org_path })
    return {
      newFacts: row.new_facts,
      askedByName: row.asked_by_name,
      askedAt: row.asked_at.toISOString(),
      firstPanel: Panel.parse(JSON.parse(unseal(keyring, contextOf(place.id), row.panel_sealed))),
    }
  })
}

/** Nobody's view: a closed panel as a reader without a seat sees it, whoever asks for the reconsideration. */
const NO_READER = '00000000-0000-0000-0000-000000000000'

const contextOf = (rowId: string) => ({ table: 'reconsideration', column: 'panel_sealed', rowId }) as const

async function closeRound(
  call: Call,
  { row, facts }: Situation,
  { newFacts }: NewReconsideration,
): Promise<void> {
  const { trx, principal, now, keyring } = call
  const panel = await panelReply({ ...call, principal: { ...principal, accountId: NO_READER } }, row)
  const seat = { application_id: row.id, org_path: row.org_path }
  await archivePanel(
    trx,
    {
      ...seat,
      asked_by: principal.accountId,
      asked_by_name: principal.name,
      asked_at: now,
      new_facts: newFacts,
      panel_sealed: seal(keyring, contextOf(row.id), JSON.stringify(panel)),
    },
    (facts.panel?.members ?? []).map(({ accountId, recused }) => ({
      ...seat,
      account_id: accountId,
      chair: accountId === facts.panel?.chair,
      recused,
    })),
  )
}
