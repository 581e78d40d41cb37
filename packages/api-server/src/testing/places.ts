import type { OrgKind, Role } from '@sunshine-aid/domain'
import { inFullScope } from '../database/scope.ts'
import type { Db, Trx } from '../database/schema.ts'

export interface Place {
  readonly id: string
  readonly path: string
}

/** One province, city and county with two schools; each school has one class. Invented, like everything here. */
export interface Places {
  readonly province: Place
  readonly city: Place
  readonly county: Place
  readonly school: Place
  readonly schoolClass: Place
  readonly otherSchool: Place
  readonly otherClass: Place
}

/** Adds the places; `db` is the owner's. */
export function addPlaces(db: Db): Promise<Places> {
  return inFullScope(db, new Date(), async trx => {
    const province = await addPlace(trx, 'province', 'p1')
    const city = await addPlace(trx, 'city', 'c1', province)
    const county = await addPlace(trx, 'county', 'x1', city)
    const school = await addPlace(trx, 'school', 's1', county)
    const otherSchool = await addPlace(trx, 'school', 's2', county)
    return {
      province,
      city,
      county,
      school,
      schoolClass: await addPlace(trx, 'class', 'k1', school),
      otherSchool,
      otherClass: await addPlace(trx, 'class', 'k2', otherSchool),
    }
  })
}

async function addPlace(trx: Trx, kind: OrgKind, label: string, parent?: Place): Promise<Place> {
  const path = parent ? `${parent.path}.${label}` : label
  const stage = kind === 'school' ? 'primary' : null
  const row = {
    kind,
    path,
    parent_id: parent?.id ?? null,
    name: `${kind} ${label}`,
    division_code: '320585',
    stage,
  } as const
  const { id } = await trx
    .insertInto('org')
    .values({ ...row, area: null, policy_profile: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, path }
}

/** Adds an account with `sub` `subject` that holds `role` at `place` from now on. Returns its id. */
export function addAccount(db: Db, subject: string, role: Role | null, place: Place): Promise<string> {
  return inFullScope(db, new Date(), async trx => {
    const account = { subject, name: `${subject} 姓名`, student_id: null }
    const { id } = await trx.insertInto('account').values(account).returning('id').executeTakeFirstOrThrow()
    if (role === null) return id
    const [grantor, approver] = [
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000002',
    ]
    const days = { valid_from: '2020-01-01', valid_until: null }
    await trx
      .insertInto('role_assignment')
      .values({
        account_id: id,
        role,
        org_id: place.id,
        ...days,
        granted_by: grantor,
        approved_by: approver,
      })
      .execute()
    return id
  })
}
