import { ProblemError, notFound } from '@sunshine-aid/api-contract'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Principal } from '../database/principal.ts'
import type { Db, Trx } from '../database/schema.ts'
import { implement } from '../http/implement.ts'
import { requireVersion } from '../http/preconditions.ts'
import * as sample from './sampleEndpoints.ts'

interface Row {
  readonly id: string
  readonly version: number
  readonly title: string
}

/** The table of the sample resource, protected like any other. `db` is the owner's. */
export async function addNoteTable(db: Db): Promise<void> {
  await sql`create table note (id uuid primary key default gen_random_uuid(), org_path ltree not null,
    title text not null constraint note_title_short check (length(title) < 150), version integer not null default 1,
    constraint note_title_once unique (org_path, title))`.execute(db)
  await sql`call app.protect_by_path('note', 'case')`.execute(db)
  await sql`grant select, insert, update, delete on note to sunshine_app`.execute(db)
}

/** Where a handler with `hold` waits, inside its transaction, until the test lets it go on. */
export interface Gate {
  pass: () => Promise<unknown>
}

/** Closes the gate. `reached` is fulfilled once a handler waits there; `open` lets it go. */
export function closeGate(gate: Gate): { reached: Promise<unknown>; open: () => void } {
  const reached = Promise.withResolvers<undefined>()
  const opened = Promise.withResolvers<undefined>()
  gate.pass = () => {
    reached.resolve(undefined)
    return opened.promise
  }
  return { reached: reached.promise, open: () => opened.resolve(undefined) }
}

export function sampleRoutes(gate: Gate) {
  return (app: FastifyInstance): void => {
    implement(app, sample.listNotes, async ({ query, trx, pager }) => {
      const pages = pager(query.sort)
      const request = pages.request(query)
      const rows = await notesAfter(trx, request.after?.[0] ?? '', request.limit + 1)
      return pages.page(
        rows,
        request,
        row => [row.title, row.id],
        row => row,
      )
    })
    implement(app, sample.getNote, async ({ params, trx, audit }) => {
      audit.subject({ kind: 'note', id: params.id })
      return noteOf(trx, params.id, sample.getNote.path)
    })
    implement(app, sample.addNote, async ({ body, principal, trx, audit }) => {
      const note = await insertNote(trx, principal, body.title)
      audit.subject({ kind: 'note', id: note.id })
      if (body.hold) await gate.pass()
      return note
    })
    implement(app, sample.changeNote, async ({ params, body, expectedVersion, trx, audit }) => {
      const note = await noteOf(trx, params.id, sample.changeNote.path)
      audit.subject({ kind: 'note', id: note.id })
      requireVersion(note, expectedVersion)
      return updateNote(trx, note.id, body.title)
    })
    implement(app, sample.dropNote, async ({ params, expectedVersion, trx, audit }) => {
      const note = await noteOf(trx, params.id, sample.dropNote.path)
      audit.subject({ kind: 'note', id: note.id })
      requireVersion(note, expectedVersion)
      await sql`delete from note where id = ${note.id}`.execute(trx)
    })
    implement(app, sample.getLeakyNote, async ({ params, audit }) => {
      audit.subject({ kind: 'note', id: params.id })
      const owner = { name: '王小明', phone: '19900000000' }
      return { id: params.id, owner }
    })
    implement(app, sample.getNoteFile, async ({ params, audit }) => {
      audit.subject({ kind: 'note', id: params.id })
      return Buffer.from('a,b\r\n')
    })
    implement(app, sample.sendNotes, async ({ upload, audit }) => {
      audit.subject({ kind: 'note', id: null })
      let bytes = 0
      for await (const chunk of upload.stream) bytes += (chunk as Buffer).length
      return { bytes }
    })
    implement(app, sample.failNote, async ({ body, principal, trx, audit }) => {
      if (body.kind !== 'silent') audit.subject({ kind: 'note', id: null })
      await failures[body.kind](trx, principal)
    })
  }
}

const failures = {
  bug: () => Promise.reject(new TypeError('王小明 in /srv/app/secret.ts')),
  sql: (trx: Trx) => sql`select * from no_such_table where name = ${'王小明'}`.execute(trx),
  constraint: (trx: Trx, principal: Principal) => insertNote(trx, principal, '王小明'.repeat(60)),
  timeout: async (trx: Trx) => {
    await sql`set local statement_timeout = '20ms'`.execute(trx)
    await sql`select pg_sleep(5)`.execute(trx)
  },
  forbiddenRow: (trx: Trx) => sql`insert into note (org_path, title) values ('elsewhere', 'x')`.execute(trx),
  silent: () => Promise.resolve(),
} as const

async function insertNote(trx: Trx, { assignments: [place] }: Principal, title: string): Promise<Row> {
  const { rows } =
    await sql<Row>`insert into note (org_path, title) values (${place!.orgPath}::ltree, ${title})
    returning id, version, title`.execute(trx)
  return rows[0]!
}

async function updateNote(trx: Trx, id: string, title: string): Promise<Row> {
  const { rows } = await sql<Row>`update note set title = ${title}, version = version + 1 where id = ${id}
    returning id, version, title`.execute(trx)
  return rows[0]!
}

async function noteOf(trx: Trx, id: string, path: string): Promise<Row> {
  const { rows } = await sql<Row>`select id, version, title from note where id = ${id} for update`.execute(
    trx,
  )
  if (!rows[0]) throw notFound(path)
  if (rows[0].title === 'decided') throw new ProblemError('wrong_status', path)
  return rows[0]
}

async function notesAfter(trx: Trx, title: unknown, limit: number): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select id, version, title from note where title > ${title} order by title limit ${limit}`.execute(
      trx,
    )
  return rows
}
