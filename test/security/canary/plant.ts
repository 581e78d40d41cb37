import { randomBytes, randomUUID } from 'node:crypto'
import { blindIndex } from '@sunshine-aid/api-server/src/crypto/blindIndex.ts'
import { seal } from '@sunshine-aid/api-server/src/crypto/seal.ts'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { CLASS_OF, SCOPES, type Scope } from '../world/places.ts'
import type { World } from '../world/world.ts'

/** What is protected about a child, each in a field of its own. */
export const FIELDS = [
  'name',
  'idNumber',
  'address',
  'guardianName',
  'guardianPhone',
  'facts',
  'diagnosis',
  'visit',
  'aidProject',
] as const
export type Field = (typeof FIELDS)[number]

/** A text that stands nowhere else, so that whoever finds it knows what leaked, and whose. */
export interface Canary {
  readonly field: Field
  readonly scope: Scope
  readonly token: string
}

/** Puts a canary into every protected field of the child of every scope. */
export function plantCanaries(world: World): Promise<Canary[]> {
  return world.asOwner(async trx => {
    const planted = SCOPES.flatMap(scope => FIELDS.map(field => ({ field, scope, token: newToken() })))
    for (const scope of SCOPES) {
      const tokens = Object.fromEntries(
        planted.filter(canary => canary.scope === scope).map(({ field, token }) => [field, token]),
      ) as Record<Field, string>
      await plantChild(trx, world, scope, tokens)
    }
    return planted
  })
}

/** With it every canary can be searched for. */
export const TOKEN_BEGINS = 'zq'

/** Letters only: no mask, no number format and no search syntax touches it. As long as an ID number. */
function newToken(): string {
  return `${TOKEN_BEGINS}${randomBytes(8)
    .toString('hex')
    .replace(/\d/g, digit => 'ghijklmnop'.charAt(Number(digit)))}`
}

async function plantChild(
  trx: Trx,
  world: World,
  scope: Scope,
  tokens: Record<Field, string>,
): Promise<void> {
  const { keyring } = world.api
  const { studentId, applicationId } = world.cases[scope]
  const org_path = world.tree[CLASS_OF[scope]].path
  const sealed = (table: string, column: string, rowId: string, token: string) =>
    seal(keyring, { table, column, rowId }, token)
  await trx
    .updateTable('student')
    .set({
      name: tokens.name,
      id_number_sealed: sealed('student', 'id_number_sealed', studentId, tokens.idNumber),
      id_number_index: blindIndex(keyring, 'idNumber', tokens.idNumber),
      address_sealed: sealed('student', 'address_sealed', studentId, tokens.address),
    })
    .where('id', '=', studentId)
    .execute()
  const id = randomUUID()
  await trx
    .insertInto('guardian')
    .values({
      id,
      student_id: studentId,
      org_path,
      name: tokens.guardianName,
      relation: 'mother',
      phone_sealed: sealed('guardian', 'phone_sealed', id, tokens.guardianPhone),
    })
    .execute()
  await trx
    .updateTable('application')
    .set({
      facts_and_reasons: tokens.facts,
      diagnosis_sealed: sealed('application', 'diagnosis_sealed', applicationId, tokens.diagnosis),
    })
    .where('id', '=', applicationId)
    .execute()
  await trx
    .updateTable('home_visit')
    .set({ record: tokens.visit })
    .where('student_id', '=', studentId)
    .execute()
  await trx
    .insertInto('aid_history_line')
    .values({
      student_id: studentId,
      org_path,
      project: tokens.aidProject,
      period: '2026',
      amount_cents: 100,
      paid_on: null,
      source: '省学生资助管理系统',
      generated_on: '2026-10-01',
    })
    .execute()
}
