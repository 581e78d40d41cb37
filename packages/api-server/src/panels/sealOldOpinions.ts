import type { Keyring } from '../crypto/keyring.ts'
import type { Db, Trx } from '../database/schema.ts'
import { inFullScope } from '../database/scope.ts'
import { sealOpinion } from './sealedOpinion.ts'

const BATCH = 500

/**
 * Seals what was said before opinions were sealed, and deletes what could be read. Runs when the program starts, as
 * the owner; several processes may do it at once. Returns how many there were.
 */
export async function sealOldOpinions(owner: Db, keyring: Keyring, now: Date): Promise<number> {
  let sealed = 0
  for (;;) {
    const done = await inFullScope(owner, now, trx => sealBatch(trx, keyring))
    sealed += done
    if (done < BATCH) return sealed
  }
}

async function sealBatch(trx: Trx, keyring: Keyring): Promise<number> {
  const rows = await trx
    .selectFrom('panel_opinion_unsealed as old')
    .innerJoin('panel_member as seat', join =>
      join
        .onRef('seat.application_id', '=', 'old.application_id')
        .onRef('seat.account_id', '=', 'old.account_id'),
    )
    .select([
      'old.application_id',
      'old.account_id',
      'old.necessity',
      'old.feasibility',
      'old.grounds',
      'seat.version_seen',
    ])
    .limit(BATCH)
    .forUpdate()
    .execute()
  for (const { necessity, feasibility, grounds, ...seat } of rows) {
    await trx
      .updateTable('panel_member')
      .set(sealOpinion(keyring, seat, { necessity, feasibility, grounds }))
      .where('application_id', '=', seat.application_id)
      .where('account_id', '=', seat.account_id)
      .execute()
    await trx
      .deleteFrom('panel_opinion_unsealed')
      .where('application_id', '=', seat.application_id)
      .where('account_id', '=', seat.account_id)
      .execute()
  }
  return rows.length
}
