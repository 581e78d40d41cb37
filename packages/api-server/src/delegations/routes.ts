import {
  acceptDelegation,
  endDelegation,
  listDelegations,
  nameDelegate,
  notFound,
} from '@sunshine-aid/api-contract'
import {
  delegateBlockers,
  chinaDay,
  delegationBlockers,
  delegationState,
  endingBlockers,
  type Delegation,
  type Permission,
} from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { grants } from '../access/reach.ts'
import { refuseBy } from '../access/refuseBy.ts'
import type { Principal } from '../database/principal.ts'
import type { Trx } from '../database/schema.ts'
import type { AuditNote } from '../http/auditNote.ts'
import { implement } from '../http/implement.ts'
import { policyOf } from '../organisations/policies.ts'
import { findOrganisation } from '../organisations/queries.ts'
import {
  delegationFacts,
  findDelegations,
  findStaffMember,
  holdDelegations,
  insertDelegation,
  lockDelegation,
  updateDelegation,
  type DelegationRow,
} from './queries.ts'

/** 委托: a head lets somebody of the school confirm in their stead, until a day (F1). */
export function delegationRoutes(app: FastifyInstance): void {
  implement(app, listDelegations, async ({ params, principal, trx, now, audit }) => {
    const school = await schoolFor(trx, principal, 'delegation.read', params.id)
    if (!school) throw notFound(listDelegations.path)
    audit.subject({ kind: 'school', id: school.id, school: school.id, orgPath: school.path })
    const mine = seesAll(principal, school.id) ? null : principal.accountId
    const rows = await findDelegations(trx, school.id, mine)
    const { delegationDays: maxDays } = await policyOf(trx, school.id)
    return { items: rows.map(row => delegationReply(row, principal, now)), maxDays }
  })

  implement(app, nameDelegate, async ({ params, principal, trx, now, body, audit }) => {
    const school = await schoolFor(trx, principal, 'delegation.grant', params.id)
    if (!school) throw notFound(nameDelegate.path)
    audit.subject({ kind: 'account', id: body.delegateId, school: school.id, orgPath: school.path })
    await holdDelegations(trx, school.id)
    const today = chinaDay(now)
    const person = await findStaffMember(trx, school.id, body.delegateId, today)
    const standing = await findDelegations(trx, school.id, body.delegateId)
    const delegate = { roles: person?.roles ?? [], standing: standing.map(delegationFacts) }
    const policy = await policyOf(trx, school.id)
    refuseBy(delegationBlockers(body, delegate, principal.accountId, today, policy), nameDelegate.id)
    const row = await insertDelegation(trx, {
      school_id: school.id,
      org_path: school.path,
      head_id: principal.accountId,
      head_name: principal.name,
      delegate_id: body.delegateId,
      delegate_name: person?.name ?? '',
      valid_from: today,
      valid_until: body.until,
      named_at: now,
    })
    return delegationReply(row, principal, now)
  })

  implement(app, acceptDelegation, async ({ params, principal, trx, now, audit }) => {
    const row = reached(await lockDelegation(trx, params.id), principal, audit)
    refuseBy(delegateBlockers(delegationFacts(row), principal.accountId, chinaDay(now)), acceptDelegation.id)
    return delegationReply(await updateDelegation(trx, row.id, { accepted_at: now }), principal, now)
  })

  implement(app, endDelegation, async ({ params, principal, trx, now, audit }) => {
    const row = reached(await lockDelegation(trx, params.id), principal, audit)
    refuseBy(endingBlockers(delegationFacts(row), actorOn(row, principal), chinaDay(now)), endDelegation.id)
    const ended = { ended_at: now, ended_by_name: principal.name }
    return delegationReply(await updateDelegation(trx, row.id, ended), principal, now)
  })
}

async function schoolFor(trx: Trx, principal: Principal, permission: Permission, id: string) {
  const here = grants(principal, permission).some(({ assignment }) => assignment.schoolId === id)
  return here ? findOrganisation(trx, id) : undefined
}

/** A delegation is there for the school's heads and officers, and for whom it names. */
function reached(row: DelegationRow | undefined, principal: Principal, audit: AuditNote): DelegationRow {
  const known = row && (row.delegate_id === principal.accountId || seesAll(principal, row.school_id))
  if (!known) throw notFound('delegation')
  audit.subject({ kind: 'account', id: row.delegate_id, school: row.school_id, orgPath: row.org_path })
  return row
}

function seesAll(principal: Principal, schoolId: string): boolean {
  return grants(principal, 'delegation.read').some(
    ({ reach, assignment }) => reach === 'place' && assignment.orgId === schoolId,
  )
}

function actorOn({ school_id }: DelegationRow, principal: Principal) {
  const head = grants(principal, 'delegation.grant').some(({ assignment }) => assignment.orgId === school_id)
  return { account: principal.accountId, head }
}

function delegationReply(row: DelegationRow, principal: Principal, now: Date): Delegation {
  const today = chinaDay(now)
  const facts = delegationFacts(row)
  return {
    id: row.id,
    schoolId: row.school_id,
    headName: row.head_name,
    delegateId: row.delegate_id,
    delegateName: row.delegate_name,
    from: row.valid_from,
    until: row.valid_until,
    state: delegationState(facts, today),
    namedAt: row.named_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    endedByName: row.ended_by_name,
    mayAccept: delegateBlockers(facts, principal.accountId, today).length === 0,
    mayEnd: endingBlockers(facts, actorOn(row, principal), today).length === 0,
  }
}
