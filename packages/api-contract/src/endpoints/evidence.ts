import {
  ApplicationId,
  EvidenceFile,
  EvidenceId,
  EvidenceLabel,
  EvidenceList,
  record,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'

const tag = 'evidence'
const params = record({ id: ApplicationId })
const fileParams = record({ id: ApplicationId, fileId: EvidenceId })

/** No city may allow more (`evidenceMaxMegabytes` of the policy): a whole file is held in memory while it is checked. */
export const MAX_EVIDENCE_BYTES = 20 * 1024 * 1024
export const listEvidence = endpoint({
  method: 'GET',
  path: '/applications/:id/evidence',
  id: 'listEvidence',
  tag,
  summary: 'The files of a request, the oldest first, without their bytes',
  access: { permission: 'application.read', audit: 'read' },
  params,
  reply: EvidenceList,
  problems: [],
})

/**
 * What the file is, its content says; its name and kind follow with `labelEvidence`, so that neither stands in an
 * address. What a camera wrote beside a picture (place, time, device) is taken out before it is stored.
 */
export const addEvidence = endpoint({
  method: 'POST',
  path: '/applications/:id/evidence',
  id: 'addEvidence',
  tag,
  summary: 'Add a file to a request: a picture, a PDF or an Office file',
  access: { permission: 'application.submit', audit: 'write' },
  params,
  upload: { mediaTypes: ['application/octet-stream'], maxBytes: MAX_EVIDENCE_BYTES, whole: true },
  reply: EvidenceFile,
  status: 201,
  problems: [
    'wrong_status',
    'not_yours',
    'evidence_full',
    'file_not_allowed',
    'file_damaged',
    'file_has_macros',
    'file_locked',
    'file_too_large_inside',
    'file_not_pure',
    'file_infected',
  ],
})

export const labelEvidence = endpoint({
  method: 'PUT',
  path: '/applications/:id/evidence/:fileId/label',
  id: 'labelEvidence',
  tag,
  summary: 'Say what a file is and what it is called, until it is submitted',
  access: { permission: 'application.submit', audit: 'write' },
  params: fileParams,
  body: EvidenceLabel,
  reply: EvidenceFile,
  ifMatch: true,
  problems: ['not_yours', 'evidence_settled'],
})

/** Always an attachment of plain bytes: the list says what they are. */
export const downloadEvidence = endpoint({
  method: 'GET',
  path: '/applications/:id/evidence/:fileId',
  id: 'downloadEvidence',
  tag,
  summary: 'One file of a request',
  access: { permission: 'application.read', audit: 'read' },
  params: fileParams,
  reply: null,
  download: { mediaType: 'application/octet-stream', fileName: 'evidence.bin' },
  problems: [],
})

export const removeEvidence = endpoint({
  method: 'DELETE',
  path: '/applications/:id/evidence/:fileId',
  id: 'removeEvidence',
  tag,
  summary: 'Take away a file that was added and not yet submitted',
  access: { permission: 'application.submit', audit: 'write' },
  params: fileParams,
  reply: null,
  ifMatch: true,
  current: EvidenceFile,
  problems: ['not_yours', 'evidence_settled'],
})
