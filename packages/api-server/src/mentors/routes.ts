import { listMentorGaps, listMentors, notFound } from '@sunshine-aid/api-contract'
import { missingMentors } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { grants } from '../access/reach.ts'
import { implement } from '../http/implement.ts'
import { findOrganisation } from '../organisations/queries.ts'
import { policyOf } from '../organisations/policies.ts'
import { listMentorGapRows, listRoster } from './queries.ts'

export function mentorRoutes(app: FastifyInstance): void {
  implement(app, listMentors, async ({ params, principal, trx }) => {
    const here = grants(principal, 'mentor.roster').filter(
      ({ assignment }) => assignment.schoolId === params.id,
    )
    if (here.length === 0) throw notFound(listMentors.path)
    const seesAll = here.some(({ reach }) => reach === 'place')
    const rows = await listRoster(trx, params.id, seesAll ? null : principal.accountId)
    return {
      items: rows.map(({ account_id, name, kind, expertise, capacity, paired }) => ({
        accountId: account_id,
        name,
        kind,
        expertise,
        capacity,
        paired,
      })),
    }
  })

  implement(app, listMentorGaps, async ({ params, query, principal, trx, pager, audit }) => {
    const isHere = grants(principal, 'gap.read').some(({ assignment }) => assignment.schoolId === params.id)
    const school = isHere ? await findOrganisation(trx, params.id) : undefined
    if (!school) throw notFound(listMentorGaps.path)
    const policy = await policyOf(trx, school.id)
    const pages = pager()
    const page = pages.request(query)
    const rows = await listMentorGapRows(trx, principal, school.id, policy, page)
    const reply = pages.page(
      rows,
      page,
      row => [row.waiting_since, row.episode_id],
      row => ({
        episodeId: row.episode_id,
        studentId: row.student_id,
        studentName: row.student_name,
        className: row.class_name,
        aidCategories: row.aid_categories,
        missing: missingMentors(row.accepted, policy),
        waitingSince: row.waiting_since,
      }),
    )
    audit.subject({ kind: 'school', id: school.id, school: school.id, orgPath: school.path })
    audit.list(reply.items.map(({ studentId }) => studentId))
    return reply
  })
}
