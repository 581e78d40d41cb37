import {
  acceptSweepProposal,
  dismissSweepProposal,
  listSweepProposals,
  startSweep,
} from '@sunshine-aid/api-contract'
import type { DismissalReason, SignCode, SweepProposal } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { MONDAY, type School } from '../../applications/testing/school.ts'
import { addSign } from './signs.ts'

/** What the tests of sweeps do at a school, each as its aid officer unless somebody else is named. */
export function sweepsAt(school: School) {
  const schoolId = school.tree.c1k1s1.id
  const start = (by = 'officer') => school.call(by, startSweep, { body: { schoolId } })
  const proposals = async (sweepId: string, by = 'officer', query = {}) =>
    (await school.call(by, listSweepProposals, { params: { id: sweepId }, query })).body.items
  return {
    schoolId,
    start,
    proposals,
    /** Whom a new sweep proposes. */
    swept: async (by = 'officer') => proposals((await start()).body.id, by),
    accept: (
      { id, version }: SweepProposal,
      by = 'officer',
      said = { factsChecked: false, consentGiven: false },
    ) => school.call(by, acceptSweepProposal, { params: { id }, body: said, ifMatch: version }),
    dismiss: ({ id, version }: SweepProposal, by = 'officer', reason: DismissalReason = 'noNeed') =>
      school.call(by, dismissSweepProposal, { params: { id }, body: { reason, note: '' }, ifMatch: version }),
    /** A student of the first class about whom this is known. */
    async child(...signs: readonly (readonly [SignCode, number?])[]): Promise<string> {
      const id = await school.addStudent()
      for (const [code, amount] of signs) await addSign(school, id, code, amount)
      return id
    },
    /** Students about whom nothing is known yet, on a Monday, under the strictest profile. */
    async reset(): Promise<void> {
      school.clock.now = MONDAY
      await school.asOwner(async trx => {
        await sql`truncate sweep, student_sign cascade`.execute(trx)
        await trx.updateTable('student').set({ enrolment: 'left' }).execute()
        await trx
          .updateTable('org')
          .set({ policy_profile: 'taicang2024' })
          .where('kind', '=', 'city')
          .execute()
      })
    },
  }
}

/** The one item of a list. @throws {Error} when there are more or none. */
export function only<T>(items: readonly T[]): T {
  const [first] = items
  if (first === undefined || items.length > 1) throw new Error(`${items.length} items, and not one`)
  return first
}
