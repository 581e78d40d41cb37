import { internal, listOf, nullable, open, personal, record, sensitive } from '../dataClass.ts'
import { ApplicationId, EvidenceId, Version } from '../ids.ts'
import { text } from '../text.ts'
import { Moment } from '../time.ts'
import { REASONS } from '../reasons.ts'
import { z } from '../zod.ts'

/** What a file proves (AP-16: special education needs a diagnosis; AP-17: a certificate of an authority). */
export const EVIDENCE_KINDS = ['diagnosis', 'certificate', 'photo', 'other'] as const
export const EvidenceKind = z.enum(EVIDENCE_KINDS)
export type EvidenceKind = z.output<typeof EvidenceKind>

/** What a file is, by its content and never by its name. */
export const EVIDENCE_TYPES = ['jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx', 'pptx'] as const
export const EvidenceType = z.enum(EVIDENCE_TYPES)
export type EvidenceType = z.output<typeof EvidenceType>

/** Types that a page may show as a picture. */
export const PICTURE_TYPES: readonly EvidenceType[] = ['jpeg', 'png', 'webp']

const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** The media type under which a downloaded file is saved or shown; the server itself sends plain bytes. */
export const EVIDENCE_MEDIA: Readonly<Record<EvidenceType, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  pptx: `${OFFICE}.presentationml.presentation`,
}

/** What people say of a file. Its name often holds a child's name, so it travels in bodies only. */
export const EvidenceLabel = record({
  kind: sensitive(EvidenceKind),
  name: nullable(personal(text(200))),
})
export type EvidenceLabel = z.output<typeof EvidenceLabel>

export const EvidenceFile = record({
  id: EvidenceId,
  applicationId: ApplicationId,
  ...EvidenceLabel.shape,
  type: open(EvidenceType),
  /** Bytes as they are stored: without what a camera wrote beside the picture. */
  size: internal(z.int().min(1)),
  addedByName: internal(text(50)),
  addedAt: internal(Moment),
  /** The reader added it, and nobody has submitted it yet: they may change its label or take it away. */
  removable: internal(z.boolean()),
  version: Version,
})
export type EvidenceFile = z.output<typeof EvidenceFile>

/** More files than any policy allows for one request. */
export const MAX_EVIDENCE_FILES = 100

/** The files of a request, and what the reader may add to them. */
export const EvidenceList = record({
  items: listOf(EvidenceFile, MAX_EVIDENCE_FILES),
  /** Why the reader may not add one now; empty when they may. */
  blockers: open(z.array(z.enum(REASONS)).max(5)),
  maxFiles: open(z.int().min(0).max(MAX_EVIDENCE_FILES)),
  maxMegabytes: open(z.int().min(1)),
})
export type EvidenceList = z.output<typeof EvidenceList>
