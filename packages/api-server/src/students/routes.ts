import { getStudent, listStudents, notFound, searchStudents } from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import { implement } from '../http/implement.ts'
import { findGuardian, findStudent, selectLines, searchLines } from './queries.ts'
import { lineReply, studentReply } from './reply.ts'

export function studentRoutes(app: FastifyInstance): void {
  implement(app, listStudents, async ({ query, principal, trx, pager }) => {
    const { classId, sort = 'name' } = query
    const focus = query.focus === undefined ? undefined : query.focus === 'true'
    const pages = pager(sort)
    const page = pages.request(query)
    const rows = await selectLines(trx, principal, { classId, focus }, sort, page).execute()
    return pages.page(rows, page, row => [row.name, row.id], lineReply)
  })

  implement(app, searchStudents, async ({ body, principal, trx }) => {
    const rows = await searchLines(trx, principal, body.name, body.limit ?? DEFAULT_FOUND)
    return { items: rows.map(lineReply), nextCursor: null }
  })

  implement(app, getStudent, async ({ params, principal, trx, keyring, audit }) => {
    const row = await findStudent(trx, principal, 'student.read', params.id)
    if (!row) throw notFound(getStudent.path)
    audit.subject({ kind: 'student', id: row.id, school: row.school_id, orgPath: row.org_path })
    return studentReply(keyring, row, await findGuardian(trx, row.id))
  })
}

/** More are not read through; a longer name finds fewer. */
const DEFAULT_FOUND = 20
