import { internal, record, ResultsFeed, ResultsFeedId, z } from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'

const tag = 'sweeps'
const params = record({ id: ResultsFeedId })

/** Summary figures of one school and semester: some hundred bytes a student. */
export const MAX_RESULTS_BYTES = 5 * 1024 * 1024

export const downloadResultsTemplate = endpoint({
  method: 'GET',
  path: '/results-template',
  id: 'downloadResultsTemplate',
  tag,
  summary: 'An empty table of results with its headings and notes, as a workbook',
  access: { permission: 'student.import', audit: 'none' },
  reply: null,
  download: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: '成绩信息模板.xlsx',
  },
  problems: [],
})

/** Nothing is known to sweeps until it is confirmed. A refused file is answered with the reason and not kept. */
export const uploadResults = endpoint({
  method: 'POST',
  path: '/results-feeds',
  id: 'uploadResults',
  tag,
  summary: 'Upload the results of a semester (XLSX or CSV) for a preview: who was found and who was not',
  access: { permission: 'student.import', audit: 'write' },
  query: record({ period: internal(z.string().regex(/^\d{4}-[12]$/, 'wrong_format')) }),
  upload: { mediaTypes: ['application/octet-stream'], maxBytes: MAX_RESULTS_BYTES, whole: true },
  reply: ResultsFeed,
  status: 201,
  problems: [],
})

export const getResultsFeed = endpoint({
  method: 'GET',
  path: '/results-feeds/:id',
  id: 'getResultsFeed',
  tag,
  summary: 'What an uploaded table of results would do',
  access: { permission: 'student.import', audit: 'none' },
  params,
  reply: ResultsFeed,
  problems: [],
})

/** The figures of the matched students take the place of those of the same semester. */
export const confirmResults = endpoint({
  method: 'POST',
  path: '/results-feeds/:id/confirmation',
  id: 'confirmResults',
  tag,
  summary: 'Let the matched rows enter',
  access: { permission: 'student.import', audit: 'write' },
  params,
  reply: ResultsFeed,
  ifMatch: true,
  problems: ['import_not_ready', 'import_expired'],
})

export const cancelResults = endpoint({
  method: 'DELETE',
  path: '/results-feeds/:id',
  id: 'cancelResults',
  tag,
  summary: 'Give an uploaded table of results up: it is deleted at once',
  access: { permission: 'student.import', audit: 'write' },
  params,
  reply: null,
  ifMatch: true,
  current: ResultsFeed,
  problems: [],
})
