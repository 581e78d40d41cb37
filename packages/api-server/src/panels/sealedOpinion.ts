import { randomBytes } from 'node:crypto'
import type { Opinion } from '@sunshine-aid/domain'
import type { Keyring } from '../crypto/keyring.ts'
import { seal, unseal } from '../crypto/seal.ts'
import { canonical, sm3 } from '../crypto/sm3.ts'

/** Whose opinion it is, on which case, and which version of the file they had before them. */
export interface OpinionSeat {
  readonly application_id: string
  readonly account_id: string
  readonly version_seen: number | null
}

/** An opinion as a seat keeps it. */
export interface SealedOpinion {
  readonly opinion_sealed: Buffer
  readonly commitment: Buffer
}

export interface OpenedOpinion {
  readonly opinion: Opinion
  readonly salt: Buffer
  /** Made anew from what was opened; equal to the recorded one unless somebody tampered. */
  readonly commitment: Buffer
}

const SALT_BYTES = 32
/**
 * Every opinion is this long before it is sealed, so that its length tells nothing: the longest grounds (500
 * characters of up to three bytes) fit. A little under 2 kB, PostgreSQL keeps it beside the row in one piece.
 */
const PADDED_BYTES = 1_920

/** Seals `opinion` for its seat, with a commitment that can be shown to everybody at once (D6). */
export function sealOpinion(keyring: Keyring, seat: OpinionSeat, opinion: Opinion): SealedOpinion {
  const salt = randomBytes(SALT_BYTES)
  const { necessity, feasibility, grounds } = opinion
  const text = JSON.stringify({ necessity, feasibility, grounds, salt: salt.toString('base64url') })
  return {
    opinion_sealed: seal(keyring, contextOf(seat), padded(text)),
    commitment: commitmentOf(seat, opinion, salt),
  }
}

/** @throws {SealError} when it is damaged or belongs to another seat. */
export function openOpinion(keyring: Keyring, seat: OpinionSeat, sealed: Uint8Array): OpenedOpinion {
  const { salt: text, ...opinion } = JSON.parse(unseal(keyring, contextOf(seat), sealed)) as Opinion & {
    readonly salt: string
  }
  const salt = Buffer.from(text, 'base64url')
  return { opinion, salt, commitment: commitmentOf(seat, opinion, salt) }
}

/**
 * `SM3(canonical(1, ['panel_member.opinion', application, account, version seen, necessity, feasibility, grounds,
 * salt]))`, the judgements as 1 or 0. Anybody can calculate it from what the page shows after the opening.
 */
function commitmentOf(seat: OpinionSeat, { necessity, feasibility, grounds }: Opinion, salt: Buffer): Buffer {
  const { application_id, account_id, version_seen } = seat
  const judged = [Number(necessity), Number(feasibility), grounds]
  return sm3(
    canonical(1, ['panel_member.opinion', application_id, account_id, version_seen, ...judged, salt]),
  )
}

function contextOf({ application_id, account_id }: OpinionSeat) {
  return {
    table: 'panel_member',
    column: 'opinion_sealed',
    rowId: `${application_id}/${account_id}`,
  }
}

/** JSON may end with spaces. */
function padded(json: string): string {
  const left = PADDED_BYTES - Buffer.byteLength(json)
  if (left < 0) throw new RangeError('an opinion is longer than its seal hides')
  return json + ' '.repeat(left)
}
