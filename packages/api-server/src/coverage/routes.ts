import { getCoverage, listCoverageGaps, notFound } from '@sunshine-aid/api-contract'
import { chinaDay, reportingPeriod } from '@sunshine-aid/domain'
import type { FastifyInstance } from 'fastify'
import { grants } from '../access/reach.ts'
import { implement } from '../http/implement.ts'
import { findOrganisation } from '../organisations/queries.ts'
import { gapOwners } from './gapOwners.ts'
import { listGapRows } from './queries.ts'
import { coverageReport, figuresFrom } from './report.ts'

export function coverageRoutes(app: FastifyInstance): void {
  implement(app, getCoverage, async ({ params, principal, trx, now, audit }) => {
    const place = await findOrganisation(trx, params.id)
    const top = place && place.kind !== 'class' ? figuresFrom(principal, place.path) : undefined
    if (!place || top === undefined) throw notFound(getCoverage.path)
    audit.subject({ kind: 'organisation', id: place.id, orgPath: place.path })
    return coverageReport(trx, principal, place, top, params.indicator, now)
  })

  implement(app, listCoverageGaps, async ({ params, query, principal, trx, now, pager, audit }) => {
    const isHere = grants(principal, 'gap.read').some(({ assignment }) => assignment.schoolId === params.id)
    const school = isHere ? await findOrganisation(trx, params.id) : undefined
    if (!school) throw notFound(listCoverageGaps.path)
    const { indicator } = params
    const pages = pager(`${indicator}/${query.classId ?? ''}`)
    const page = pages.request(query)
    const gap = { schoolId: school.id, classId: query.classId, indicator, periodId: reportingPeriod(now).id }
    const rows = await listGapRows(trx, principal, gap, page)
    const ownerOf = await gapOwners(trx, indicator, school.id, rows, chinaDay(now))
    const reply = pages.page(
      rows,
      page,
      row => [row.student_name, row.student_id],
      row => {
        const { role, names } = ownerOf(row)
        return {
          studentId: row.student_id,
          studentName: row.student_name,
          className: row.class_name,
          ownerRole: role,
          ownerNames: names,
        }
      },
    )
    audit.subject({ kind: 'school', id: school.id, school: school.id, orgPath: school.path })
    audit.list(reply.items.map(({ studentId }) => studentId))
    return reply
  })
}
