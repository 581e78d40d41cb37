import { chinaDay, reportingPeriod } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Call } from '../applications/facts.ts'
import type { TransferRow } from './queries.ts'

/**
 * Moves the student into a class of the receiving school, by the one function that may look at both schools
 * (`app.accept_transfer`, which checks everything again). Returns the student, who is within the caller's sight
 * from now on.
 */
export async function acceptInto({ trx, now }: Call, offer: TransferRow, classId: string): Promise<string> {
  const grade = await gradeOf(trx, classId)
  await sql`
    select app.accept_transfer(${offer.id}::uuid, ${classId}::uuid, ${grade}, ${chinaDay(now)}::date,
      ${reportingPeriod(now).id})`.execute(trx)
  return movedBy(trx, offer.id)
}

/** A class is named after its grade: 七年级（3）班. */
async function gradeOf(trx: Call['trx'], classId: string): Promise<string> {
  const place = await trx.selectFrom('org').select('name').where('id', '=', classId).executeTakeFirst()
  return /^(.{1,12}?(?:年级|班|级))/u.exec(place?.name ?? '')?.[1] ?? (place?.name ?? '').slice(0, 20)
}

async function movedBy(trx: Call['trx'], transferId: string): Promise<string> {
  const { student_id } = await trx
    .selectFrom('transfer')
    .innerJoin('episode', 'episode.id', 'transfer.new_episode_id')
    .select('episode.student_id')
    .where('transfer.id', '=', transferId)
    .executeTakeFirstOrThrow()
  return student_id
}
