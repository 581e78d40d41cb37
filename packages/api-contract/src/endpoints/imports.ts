import {
  ImportId,
  ImportJob,
  ImportRow,
  internal,
  optional,
  record,
  RowOutcome,
  WrittenCells,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'

const tag = 'imports'
const params = record({ id: ImportId })
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What the file is, its content says; neither a name nor a type is asked for. */
export const MAX_IMPORT_BYTES = 20 * 1024 * 1024

export const downloadImportTemplate = endpoint({
  method: 'GET',
  path: '/import-template',
  id: 'downloadImportTemplate',
  tag,
  summary: 'An empty list with its headings, choices and notes, as a workbook',
  access: { permission: 'student.import', audit: 'none' },
  reply: null,
  download: { mediaType: WORKBOOK, fileName: '困难学生名单模板.xlsx' },
  problems: [],
})

/** Reading goes on in the background; ask `getImport` how far it is. The five newest imports of an account stay. */
export const uploadImport = endpoint({
  method: 'POST',
  path: '/imports',
  id: 'uploadImport',
  tag,
  summary: 'Upload a list of needy students (XLSX or CSV) for a preview; nothing enters yet',
  access: { permission: 'student.import', audit: 'write' },
  upload: { mediaTypes: ['application/octet-stream'], maxBytes: MAX_IMPORT_BYTES },
  reply: ImportJob,
  status: 202,
  problems: [],
})

export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  id: 'listImports',
  tag,
  summary: "The reader's own imports of the last day, the newest first",
  access: { permission: 'student.import', audit: 'none' },
  query: record({ ...pageQuery }),
  reply: pageOf(ImportJob),
  problems: [],
})

export const getImport = endpoint({
  method: 'GET',
  path: '/imports/:id',
  id: 'getImport',
  tag,
  summary: 'How far an import is, and what it would do',
  access: { permission: 'student.import', audit: 'none' },
  params,
  reply: ImportJob,
  problems: [],
})

export const listImportRows = endpoint({
  method: 'GET',
  path: '/imports/:id/rows',
  id: 'listImportRows',
  tag,
  summary: 'Rows of an import with their faults, in the order of the file',
  access: { permission: 'student.import', audit: 'list' },
  params,
  query: record({ ...pageQuery, outcome: optional(internal(RowOutcome)) }),
  reply: pageOf(ImportRow),
  problems: ['import_not_ready', 'import_expired'],
})

/** Only the given cells change. Rows that name the same student are checked anew with it. */
export const correctImportRow = endpoint({
  method: 'PATCH',
  path: '/imports/:id/rows/:rowId',
  id: 'correctImportRow',
  tag,
  summary: 'Correct cells of one row',
  access: { permission: 'student.import', audit: 'write' },
  params: record({ id: ImportId, rowId: internal(z.uuid()) }),
  body: record({ cells: WrittenCells }),
  reply: ImportRow,
  ifMatch: true,
  problems: ['import_not_ready', 'import_expired'],
})

/** Their own list goes back to whoever uploaded it, for a day, so it may hold more than a page of rows. */
export const downloadImportFaults = endpoint({
  method: 'GET',
  path: '/imports/:id/workbook',
  id: 'downloadImportFaults',
  tag,
  summary: 'The list with its faults beside each row, to be corrected in Excel and uploaded again',
  access: { permission: 'student.import', audit: 'read' },
  params,
  reply: null,
  download: { mediaType: WORKBOOK, fileName: '困难学生名单（待改正）.xlsx' },
  problems: ['import_not_ready', 'import_expired'],
})

/**
 * All rows enter or none. When something has changed since the preview so that a row is faulty now, nothing
 * enters and the import comes back still `ready`, with that fault counted.
 */
export const confirmImport = endpoint({
  method: 'POST',
  path: '/imports/:id/confirmation',
  id: 'confirmImport',
  tag,
  summary: 'Let all rows enter',
  access: { permission: 'student.import', audit: 'write' },
  params,
  reply: ImportJob,
  status: 200,
  ifMatch: true,
  problems: ['import_not_ready', 'import_has_faults', 'import_expired'],
})

export const cancelImport = endpoint({
  method: 'DELETE',
  path: '/imports/:id',
  id: 'cancelImport',
  tag,
  summary: 'Give an import up: file and rows are deleted at once',
  access: { permission: 'student.import', audit: 'write' },
  params,
  reply: null,
  ifMatch: true,
  current: ImportJob,
  problems: [],
})
