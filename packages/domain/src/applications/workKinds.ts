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
  'service',
  'provisional',
  'transfer',
  'notice',
  'proposal',
  'export',
  'setting',
] as const
export const WorkKind = z.enum(WORK_KINDS)
export type WorkKind = z.output<typeof WorkKind>

/** Given to somebody by name; every other kind is theirs by a role that they hold. */
export const PERSONAL_WORK: ReadonlySet<WorkKind> = new Set<WorkKind>(['delegation', 'visit', 'exitVote'])
