import { getPolicy, listOrganisations, listStaff, notFound } from '@sunshine-aid/api-contract'
import { chinaDay } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { grants, isWithin } from '../access/reach.ts'
import type { Principal } from '../database/principal.ts'
import { implement } from '../http/implement.ts'
import { policyOf } from './policies.ts'
import { findOrganisation, listChildren } from './queries.ts'
import { listStaffOf } from './staff.ts'

export function organisationRoutes(app: FastifyInstance): void {
  implement(app, listOrganisations, async ({ params, principal, trx }) => {
    const place = await findOrganisation(trx, params.id)
    if (!place || !isWithinReach(principal, place.path)) throw notFound(listOrganisations.path)
    const children = await listChildren(trx, place.id)
    return {
      trail: [...place.trail],
      items: children.map(({ id, kind, parent_id, name, division_code, stage, area }) => ({
        id,
        kind,
        parentId: parent_id,
        name,
        divisionCode: division_code,
        stage,
        area,
      })),
    }
  })

  implement(app, listStaff, async ({ params, query, principal, trx, now }) => {
    const isOwn = grants(principal, 'staff.read').some(({ assignment }) => assignment.schoolId === params.id)
    if (!isOwn) throw notFound(listStaff.path)
    return { items: await listStaffOf(trx, params.id, query.role, chinaDay(now)) }
  })

  implement(app, getPolicy, async ({ params, principal, trx }) => {
    const school = await findOrganisation(trx, params.id)
    if (!school?.stage || !concerns(principal, school.path)) throw notFound(getPolicy.path)
    const policy = await policyOf(trx, school.id)
    const { id, source, panelQuorum, requiredMentors } = policy
    const { modes, period, beforeDetermination } = policy.visits[school.stage]
    return {
      id,
      source,
      panelQuorum,
      requiredMentors: [...requiredMentors],
      visitModes: [...modes],
      visitPeriod: period,
      visitBeforeDetermination: beforeDetermination,
      stage: school.stage,
    }
  })
}

/** At or below a place where the principal holds a role; of a class, its school too. */
function isWithinReach({ caseScope, countScope }: Principal, path: string): boolean {
  return [...caseScope, ...countScope].some(place => isWithin(path, place))
}

/** The same, or above a class of the principal's family: the school's rules hold for them. */
function concerns(principal: Principal, schoolPath: string): boolean {
  return (
    isWithinReach(principal, schoolPath) ||
    principal.assignments.some(({ orgPath }) => isWithin(orgPath, schoolPath))
  )
}
