import { endpoint, pageOf, pageQuery } from '@sunshine-aid/api-contract'
import { internal, listOf, nullable, optional, personal, record, text, z } from '@sunshine-aid/domain'

/** A resource that exists in tests only: one of each kind of endpoint, on a table of its own. */
const Id = internal(z.uuid())
export const Note = record({ id: Id, version: internal(z.int()), title: personal(text(200)) })
const params = record({ id: Id })
const common = { tag: 'notes', summary: 'A note', problems: [] } as const
const read = { permission: 'student.read', audit: 'read' } as const
const write = { permission: 'student.import', audit: 'write' } as const

export const listNotes = endpoint({
  ...common,
  method: 'GET',
  path: '/notes',
  id: 'listNotes',
  access: { permission: 'student.read', audit: 'list' },
  query: record({ ...pageQuery, sort: optional(internal(z.enum(['title', '-title']))) }),
  reply: pageOf(Note),
})

export const getNote = endpoint({
  ...common,
  method: 'GET',
  path: '/notes/:id',
  id: 'getNote',
  access: read,
  params,
  reply: Note,
})

export const addNote = endpoint({
  ...common,
  method: 'POST',
  path: '/notes',
  id: 'addNote',
  access: write,
  body: record({
    title: personal(text(200)),
    tags: optional(listOf(internal(z.string().min(1, 'tag_required')), 3)),
    hold: optional(internal(z.boolean())),
  }),
  reply: Note,
  status: 201,
})

export const changeNote = endpoint({
  ...common,
  method: 'PATCH',
  path: '/notes/:id',
  id: 'changeNote',
  access: write,
  params,
  body: record({ title: personal(text(200)) }),
  reply: Note,
  ifMatch: true,
})

export const dropNote = endpoint({
  ...common,
  method: 'DELETE',
  path: '/notes/:id',
  id: 'dropNote',
  access: write,
  params,
  reply: null,
  ifMatch: true,
})

/** Answers a key that its schema does not have. */
export const getLeakyNote = endpoint({
  ...common,
  method: 'GET',
  path: '/notes/:id/leaky',
  id: 'getLeakyNote',
  access: read,
  params,
  reply: record({ id: Id, owner: nullable(record({ name: personal(text(50)) })) }),
})

export const getNoteFile = endpoint({
  ...common,
  method: 'GET',
  path: '/notes/:id/file',
  id: 'getNoteFile',
  access: read,
  params,
  reply: null,
  download: { mediaType: 'text/csv', fileName: '笔记.csv' },
})

export const sendNotes = endpoint({
  ...common,
  method: 'POST',
  path: '/notes/files',
  id: 'sendNotes',
  access: write,
  upload: { mediaTypes: ['text/csv'], maxBytes: 1_000_000 },
  reply: record({ bytes: internal(z.int()) }),
  status: 202,
})

/** Fails in the way that `kind` says. */
export const failNote = endpoint({
  ...common,
  method: 'POST',
  path: '/notes/failures',
  id: 'failNote',
  access: write,
  body: record({ kind: internal(z.enum(['bug', 'sql', 'constraint', 'timeout', 'forbiddenRow', 'silent'])) }),
  reply: null,
})

export const sampleEndpoints = [
  listNotes,
  getNote,
  addNote,
  changeNote,
  dropNote,
  getLeakyNote,
  getNoteFile,
  sendNotes,
  failNote,
] as const
