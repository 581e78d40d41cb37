import { transferStateOn, type Transfer } from '@sunshine-aid/domain'
import type { TransferRow } from './queries.ts'

/** What either school sees of an offer; each is led to the episode in its own school and to no other. */
export function transferReply(row: TransferRow, readerSchool: string, today: string): Transfer {
  const moved = row.status === 'accepted'
  const receives = readerSchool === row.to_school_id
  return {
    id: row.id,
    state: transferStateOn(row.status, row.answer_by, today),
    fromSchoolName: row.from_school_name,
    toSchoolId: row.to_school_id,
    toSchoolName: row.to_school_name,
    studentName: row.student_name,
    stage: row.stage,
    aidCategories: row.aid_categories,
    summary: row.summary,
    offeredByName: row.offered_by_name,
    offeredAt: row.offered_at.toISOString(),
    answerBy: row.answer_by,
    answeredByName: row.answered_by_name,
    answeredAt: row.answered_at?.toISOString() ?? null,
    refusal: row.refusal,
    refusalText: row.refusal_text,
    episodeId: receives === moved ? (receives ? row.new_episode_id : row.episode_id) : null,
    version: row.version,
  }
}
