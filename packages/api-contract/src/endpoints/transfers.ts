import {
  internal,
  listOf,
  record,
  SchoolCard,
  text,
  Transfer,
  TransferAcceptance,
  TransferAnswer,
  TransferId,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'

const tag = 'transfers'
const params = record({ id: TransferId })

export const listTransfers = endpoint({
  method: 'GET',
  path: '/transfers',
  id: 'listTransfers',
  tag,
  summary: 'Offers to hand a student on, from the school or to it, the newest first',
  access: { permission: 'transfer.read', audit: 'list' },
  query: record({ ...pageQuery, direction: internal(z.enum(['incoming', 'outgoing'])) }),
  reply: pageOf(Transfer),
  problems: [],
})

export const acceptTransfer = endpoint({
  method: 'POST',
  path: '/transfers/:id/acceptance',
  id: 'acceptTransfer',
  tag,
  summary: 'Take the student over into a class; a new episode begins, linked to the old one',
  access: { permission: 'transfer.manage', audit: 'write' },
  params,
  body: TransferAcceptance,
  reply: Transfer,
  ifMatch: true,
  problems: ['transfer_not_open', 'transfer_expired', 'transfer_class_elsewhere', 'transfer_student_known'],
})

export const refuseTransfer = endpoint({
  method: 'POST',
  path: '/transfers/:id/refusal',
  id: 'refuseTransfer',
  tag,
  summary: 'Say why the student is not taken over; they stay where they are',
  access: { permission: 'transfer.manage', audit: 'write' },
  params,
  body: TransferAnswer,
  reply: Transfer,
  ifMatch: true,
  problems: ['transfer_not_open', 'transfer_expired'],
})

/** Schools anywhere, by name: what is written at the gate, so that an offer can be addressed. */
export const searchSchools = endpoint({
  method: 'POST',
  path: '/schools/search',
  id: 'searchSchools',
  tag,
  summary: 'Find a school by a part of its name',
  access: { permission: 'transfer.manage', audit: 'none' },
  body: record({ name: internal(text(40)) }),
  reply: record({ items: listOf(SchoolCard, 20) }),
  problems: [],
})
