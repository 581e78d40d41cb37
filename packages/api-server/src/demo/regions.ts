import { addDays, academicYearOf, chinaDay, type Role } from '@sunshine-aid/domain'
import { CITIES, PROVINCE } from './divisions.ts'
import { personName } from './names.ts'
import { pathOf, POLICY_BY_DIVISION, PROVINCE_PATH } from './plan.ts'
import { Random } from './random.ts'
import { RowBatch, type Row } from './rows.ts'

/** Years that a demo role lasts: long enough for any demonstration, and it has an end. */
const ROLE_YEARS = 3

interface Division {
  readonly kind: 'province' | 'city' | 'county'
  readonly code: string
  readonly name: string
  readonly path: string
  readonly parent: string | null
  readonly adminRole: Role
  readonly adminSubject: string
}

/** Names under which the regional accounts that people sign in with are known; the rest is called by code. */
const NAMED_ADMINS: Readonly<Record<string, string>> = {
  [PROVINCE.code]: 'province-admin',
  '320200': 'wuxi-city-admin',
  '320585': 'taicang-county-admin',
}
export const AUDITOR = 'province-auditor'

/** Province, cities and counties with one administrator each, and the province's auditor. */
export function regionRows(seed: string, now: Date): RowBatch {
  const batch = new RowBatch()
  for (const division of divisions()) {
    const { code, adminSubject, adminRole } = division
    batch.add('org', orgRow(seed, division))
    addHolder(batch, seed, adminSubject, adminRole, divisionId(seed, code), now)
  }
  addHolder(batch, seed, AUDITOR, 'auditor', divisionId(seed, PROVINCE.code), now)
  return batch
}

/** Id of the organisation of a division. */
export function divisionId(seed: string, code: string): string {
  return new Random(seed, 'division', code).uuid()
}

function* divisions(): Generator<Division> {
  yield {
    ...PROVINCE,
    kind: 'province',
    path: PROVINCE_PATH,
    parent: null,
    ...admin('province', PROVINCE.code),
  }
  for (const city of CITIES) {
    const { code, name } = city
    yield { kind: 'city', code, name, path: pathOf(city), parent: PROVINCE.code, ...admin('city', code) }
    for (const county of city.counties) {
      yield {
        kind: 'county',
        ...county,
        path: pathOf(city, county),
        parent: city.code,
        ...admin('county', county.code),
      }
    }
  }
}

function admin(
  kind: Division['kind'],
  code: string,
): { adminRole: `${Division['kind']}Admin`; adminSubject: string } {
  return { adminRole: `${kind}Admin`, adminSubject: NAMED_ADMINS[code] ?? `${kind}-admin-${code}` }
}

function orgRow(seed: string, { kind, code, name, path, parent }: Division): Row<'org'> {
  return {
    id: divisionId(seed, code),
    kind,
    parent_id: parent === null ? null : divisionId(seed, parent),
    path,
    name,
    division_code: code,
    stage: null,
    area: null,
    policy_profile: POLICY_BY_DIVISION[code] ?? null,
    open: true,
  }
}

function addHolder(
  batch: RowBatch,
  seed: string,
  subject: string,
  role: Role,
  orgId: string,
  now: Date,
): void {
  const random = new Random(seed, 'account', subject)
  const id = random.uuid()
  batch.add('account', {
    id,
    subject,
    name: personName(random, random.pick(['female', 'male'])),
    status: 'active',
    rights_epoch: 1,
    student_id: null,
  })
  batch.add('role_assignment', roleRow(random.uuid(), id, role, orgId, seed, now))
}

/** A role from the beginning of this academic year on, given by two people (未成年人网络保护条例 Art. 36). */
export function roleRow(
  id: string,
  accountId: string,
  role: Role,
  orgId: string,
  seed: string,
  now: Date,
): Row<'role_assignment'> {
  const { from } = academicYearOf(chinaDay(now))
  return {
    id,
    account_id: accountId,
    role,
    org_id: orgId,
    valid_from: from,
    valid_until: addDays(from, ROLE_YEARS * 365),
    granted_by: new Random(seed, 'granter').uuid(),
    approved_by: new Random(seed, 'approver').uuid(),
  }
}
