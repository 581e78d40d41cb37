import { ExportId, ExportJob, ExportTicket, NewExport, record } from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'

const tag = 'exports'
const params = record({ id: ExportId })
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const listExports = endpoint({
  method: 'GET',
  path: '/exports',
  id: 'listExports',
  tag,
  summary: "The school's exports, the newest first: who asked, who approved, what for",
  access: { permission: 'export.ask', audit: 'none' },
  query: record({ ...pageQuery }),
  reply: pageOf(ExportJob),
  problems: [],
})

export const askExport = endpoint({
  method: 'POST',
  path: '/exports',
  id: 'askExport',
  tag,
  summary: 'Ask for a workbook and say what for; somebody else approves it',
  access: { permission: 'export.ask', audit: 'write' },
  body: NewExport,
  reply: ExportJob,
  status: 201,
  problems: [],
})

export const getExport = endpoint({
  method: 'GET',
  path: '/exports/:id',
  id: 'getExport',
  tag,
  summary: 'How far an export is',
  access: { permission: 'export.ask', audit: 'none' },
  params,
  reply: ExportJob,
  problems: [],
})

/** Writing begins in the background; ask `getExport` how far it is. */
export const approveExport = endpoint({
  method: 'POST',
  path: '/exports/:id/approval',
  id: 'approveExport',
  tag,
  summary: 'Approve an export that somebody else asked for',
  access: { permission: 'export.approve', audit: 'write' },
  params,
  reply: ExportJob,
  ifMatch: true,
  problems: ['wrong_status', 'export_own', 'export_needs_head', 'export_expired'],
})

export const declineExport = endpoint({
  method: 'POST',
  path: '/exports/:id/refusal',
  id: 'declineExport',
  tag,
  summary: 'Decline an export that somebody else asked for',
  access: { permission: 'export.approve', audit: 'write' },
  params,
  reply: ExportJob,
  ifMatch: true,
  problems: ['wrong_status', 'export_own', 'export_needs_head', 'export_expired'],
})

export const cancelExport = endpoint({
  method: 'POST',
  path: '/exports/:id/cancellation',
  id: 'cancelExport',
  tag,
  summary: 'Give up an export that one asked for, also while it is being written',
  access: { permission: 'export.ask', audit: 'write' },
  params,
  reply: ExportJob,
  ifMatch: true,
  problems: ['wrong_status', 'not_yours', 'export_expired'],
})

/** The ticket stands in this reply and nowhere else: not in an address, and in the database as a hash. */
export const issueExportTicket = endpoint({
  method: 'POST',
  path: '/exports/:id/ticket',
  id: 'issueExportTicket',
  tag,
  summary: 'A ticket for one download of a finished workbook, valid for five minutes',
  access: { permission: 'export.ask', audit: 'write' },
  params,
  reply: ExportTicket,
  status: 201,
  problems: ['not_yours', 'export_not_ready', 'export_taken', 'export_expired'],
})

/** The file is gone once it has arrived; a download that broke off can begin anew with another ticket. */
export const downloadExport = endpoint({
  method: 'GET',
  path: '/exports/:id/file',
  id: 'downloadExport',
  tag,
  summary: 'The workbook of an export',
  access: { permission: 'export.ask', audit: 'read' },
  params,
  ticket: true,
  reply: null,
  download: { mediaType: WORKBOOK, fileName: '工作台账.xlsx' },
  problems: ['export_not_ready', 'export_taken', 'export_expired', 'ticket_invalid'],
})
