import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import { sql } from 'kysely'
import type { Way } from './way.ts'

const offer = (toSchoolId: string): TestInput => ({
  body: { toSchoolId, summary: '需要继续辅导', consentGiven: true },
})

export const TRANSFER_WAYS: readonly Way[] = [
  {
    code: 'transfer_open',
    endpoint: 'reviewEpisode',
    given: (trx, { cases, tree }) =>
      trx
        .updateTable('transfer')
        .set({ episode_id: cases.mine.episodeId, org_path: tree.c1k1s1.path })
        .where('id', '=', cases.otherCity.transferId)
        .execute(),
  },
  { code: 'transfer_not_open', endpoint: 'withdrawTransfer' },
  {
    code: 'transfer_expired',
    endpoint: 'refuseTransfer',
    given: trx => trx.updateTable('transfer').set({ answer_by: '2026-10-09' }).execute(),
  },
  {
    code: 'transfer_school_unknown',
    endpoint: 'offerTransfer',
    input: ({ cases }) => offer(cases.mine.studentId),
  },
  {
    code: 'transfer_same_school',
    endpoint: 'offerTransfer',
    input: ({ tree }) => offer(tree.c1k1s1.id),
  },
  { code: 'transfer_class_elsewhere', endpoint: 'acceptTransfer' },
  {
    code: 'transfer_student_known',
    endpoint: 'acceptTransfer',
    given: (trx, { cases }) =>
      sql`update student set id_number_index = other.id_number_index from student other
        where student.id = ${cases.mine.studentId} and other.id = ${cases.otherSchool.studentId}`.execute(
        trx,
      ),
    input: ({ tree }) => ({ body: { classId: tree.c1k1s1a1.id } }),
  },
]
