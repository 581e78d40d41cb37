import type { Indicator, Role } from '@sunshine-aid/domain'
import { roleHolders } from '../access/roleHolders.ts'
import type { Trx } from '../database/schema.ts'
import type { GapRow } from './queries.ts'

export interface GapOwner {
  readonly role: Role
  readonly names: string[]
}

/** Who closes a gap: the class teacher visits, the aid officer finds mentors (F4 homeVisitDue, mentorMissing). */
const OWNER = { homeVisitCoverage: 'classTeacher', mentorCoverage: 'aidOfficer' } as const satisfies Record<
  Indicator,
  Role
>
/** Whoever stands in, in this order, where nobody holds that role: no gap is without an owner (D2). */
const STAND_INS: readonly Role[] = ['aidOfficer', 'schoolHead']
const NAMES = 3

/** The owner of each gap of a school, looked up once for all rows of a page. */
export async function gapOwners(
  trx: Trx,
  indicator: Indicator,
  schoolId: string,
  rows: readonly GapRow[],
  today: string,
): Promise<(row: GapRow) => GapOwner> {
  const wanted = OWNER[indicator]
  const places = [schoolId, ...new Set(rows.map(({ class_id }) => class_id))]
  const holders = await roleHolders(trx, [...new Set([wanted, ...STAND_INS])], places, today)
  const namesOf = (role: Role, place: string) =>
    holders
      .filter(holder => holder.role === role && holder.orgId === place)
      .map(({ name }) => name)
      .sort()
      .slice(0, NAMES)
  return ({ class_id }) => {
    const own = namesOf(wanted, wanted === 'classTeacher' ? class_id : schoolId)
    if (own.length > 0) return { role: wanted, names: own }
    const standIn = STAND_INS.find(role => namesOf(role, schoolId).length > 0) ?? 'schoolHead'
    return { role: standIn, names: namesOf(standIn, schoolId) }
  }
}
