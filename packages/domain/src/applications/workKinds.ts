import { z } from '../zod.ts'

/** Work beyond the list of requests: each kind is one source of the server and one link of a page. */
export const WORK_KINDS = [
  'stuck',
  'reading',
  'delegation',
  'visit',
  'review',
  'refresh',
  'exitVote',
  'exitConfirm',
  'provisional',
  'transfer',
  'notice',
  'proposal',
  'export',
  'setting',
] as const
export const WorkKind = z.enum(WORK_KINDS)
export type WorkKind = z.output<typeof WorkKind>
