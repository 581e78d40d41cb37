import {
  decideProposal,
  listProposals,
  notFound,
  ProblemError,
  proposeSetting,
  withdrawProposal,
} from '@sunshine-aid/api-contract'
import {
  chinaDay,
  contradicts,
  decisionBlockers,
  isSettingKey,
  proposalBlockers,
  settingValue,
  withdrawalBlockers,
  withSetting,
  type Reason,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import { implement } from '../http/implement.ts'
import { requireVersion } from '../http/preconditions.ts'
import { findOrganisation } from '../organisations/queries.ts'
import { ownValue, policyOn, settingsOf } from './inForce.ts'
import { mayDecideAt, ownPlace, placeWithin } from './place.ts'
import { lockVersion, versionPosition, waitingBelow, type VersionRow } from './versionQueries.ts'
import { versionReply } from './versionReply.ts'

export function proposalRoutes(app: FastifyInstance): void {
  implement(app, listProposals, async ({ params, query, principal, trx, pager }) => {
    const place = await placeWithin(trx, principal, 'policy.read', params.id, listProposals)
    const page = pager().request(query)
    const rows = await waitingBelow(trx, place, page)
    return pager().page(rows, page, versionPosition, row => versionReply(principal, row))
  })

  implement(app, proposeSetting, async ({ params: { id, key }, body, principal, trx, now, audit }) => {
    const place = await ownPlace(trx, principal, 'policy.propose', id, proposeSetting)
    if (!isSettingKey(key)) throw notFound(proposeSetting.path)
    const settings = await settingsOf(trx, place)
    const today = chinaDay(now)
    refuse(
      proposalBlockers(key, body, {
        orgKind: place.kind,
        current: policyOn(settings, today),
        inherited: policyOn(settings, today, { orgId: id, key }),
        own: ownValue(settings, key),
        waiting: settings.rows.some(row => row.key === key && row.org_id === id && row.state === 'proposed'),
        today,
      }),
      proposeSetting.path,
    )
    const value = body.value === null ? null : settingValue(key, body.value)
    const { id: version } = await trx
      .insertInto('policy_setting')
      .values({
        org_id: id,
        org_path: place.path,
        key,
        value: value === null ? null : JSON.stringify(value),
        valid_from: body.validFrom,
        grounds: body.grounds,
        proposed_by: principal.accountId,
        proposed_by_name: principal.name,
        proposed_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return changed(trx, principal, version, audit)
  })

  implement(app, decideProposal, async ({ params, body, principal, trx, now, audit, expectedVersion }) => {
    const row = await lockVersion(trx, params.id)
    if (!row || !mayDecideAt(principal, row.org_kind, row.org_path)) throw notFound(decideProposal.path)
    requireVersion(versionReply(principal, row), expectedVersion)
    refuse(
      decisionBlockers({ state: row.state, proposedBy: row.proposed_by }, principal.accountId, body),
      decideProposal.path,
    )
    const today = chinaDay(now)
    if (body.approve) await refuseContradiction(trx, row, today)
    await decide(trx, principal, row, now, {
      state: body.approve ? 'approved' : 'rejected',
      remark: body.remark === '' ? null : body.remark,
      // What was decided before the approval was decided under the value of then (AD-08).
      effective_from: body.approve ? (row.valid_from > today ? row.valid_from : today) : null,
    })
    return changed(trx, principal, row.id, audit)
  })

  implement(app, withdrawProposal, async ({ params, principal, trx, now, audit, expectedVersion }) => {
    const row = await lockVersion(trx, params.id)
    if (!row) throw notFound(withdrawProposal.path)
    await ownPlace(trx, principal, 'policy.propose', row.org_id, withdrawProposal)
    requireVersion(versionReply(principal, row), expectedVersion)
    refuse(
      withdrawalBlockers({ state: row.state, proposedBy: row.proposed_by }, principal.accountId),
      withdrawProposal.path,
    )
    await decide(trx, principal, row, now, { state: 'withdrawn', remark: null, effective_from: null })
    return changed(trx, principal, row.id, audit)
  })
}

function refuse([reason]: readonly Reason[], path: string): void {
  if (reason) throw new ProblemError(reason, path)
}

/** Another value may have been approved since this one was proposed. */
async function refuseContradiction(trx: Trx, row: VersionRow, today: string): Promise<void> {
  const place = await findOrganisation(trx, row.org_id)
  if (!place || !isSettingKey(row.key) || row.value === null) return
  const value = settingValue(row.key, row.value)
  const settings = await settingsOf(trx, place)
  if (value !== undefined && contradicts(withSetting(policyOn(settings, today), row.key, value)))
    throw new ProblemError('setting_contradicts', decideProposal.path)
}

async function decide(
  trx: Trx,
  principal: Principal,
  row: VersionRow,
  now: Date,
  decision: {
    state: 'approved' | 'rejected' | 'withdrawn'
    remark: string | null
    effective_from: string | null
  },
): Promise<void> {
  await trx
    .updateTable('policy_setting')
    .set({
      ...decision,
      decided_by: principal.accountId,
      decided_by_name: principal.name,
      decided_at: now,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute()
}

async function changed(
  trx: Trx,
  principal: Principal,
  id: string,
  audit: { subject(subject: { kind: string; id: string; orgPath: string }): void },
) {
  const row = (await lockVersion(trx, id)) as VersionRow
  audit.subject({ kind: 'policySetting', id, orgPath: row.org_path })
  return versionReply(principal, row)
}
