import type { Findings, PossibleDuplicate, Sibling } from '@sunshine-aid/domain'
import { MAX_FINDINGS } from '@sunshine-aid/domain'
import type { Call } from '../applications/facts.ts'
import { blindIndexes } from '../crypto/blindIndex.ts'
import { unseal } from '../crypto/seal.ts'
import { phoneIndexes } from './phoneIndex.ts'
import {
  findEarlierRequests,
  findEntry,
  findEpisodes,
  findGuardians,
  findHelp,
  findLastCheck,
  findSiblings,
  findTwins,
  isElsewhere,
} from './queries.ts'

/** What of a request says what to look for. */
export interface Screened {
  readonly id: string
  readonly student_id: string
  readonly sensitive_applicant: Findings['sensitiveApplicant']
  readonly sensitive_note: string | null
}

/** What the records say about a request that is screened (F1 row 3, AP-26), as far as the reader may know it. */
export async function findingsOf(call: Call, row: Screened): Promise<Findings> {
  const { trx, principal } = call
  const requests = await findEarlierRequests(trx, principal, row)
  const episodes = await findEpisodes(trx, row.student_id)
  const check = await findLastCheck(trx, row.id)
  return {
    id: row.id,
    duplicates: await duplicatesOf(call, row.student_id),
    siblings: await siblingsOf(call, row.student_id),
    requests: requests.map(({ id, status, status_since }) => ({
      id,
      status,
      statusSince: status_since.toISOString(),
    })),
    episodes: episodes.map(({ id, status, started_on, ended_on, aid_categories }) => ({
      id,
      status,
      startedOn: started_on,
      endedOn: ended_on,
      aidCategories: aid_categories,
    })),
    sensitiveApplicant: row.sensitive_applicant,
    sensitiveNote: row.sensitive_note,
    lastCheck: check
      ? {
          byName: check.checked_by_name,
          at: check.checked_at.toISOString(),
          versionSeen: check.version_seen,
          verdicts: [...check.duplicates],
        }
      : null,
  }
}

/** Entries that may be the same child: in this school with what is known of them, elsewhere only that there is one. */
export async function duplicatesOf(
  { trx, principal, keyring }: Call,
  studentId: string,
): Promise<PossibleDuplicate[]> {
  const entry = await findEntry(trx, studentId)
  const context = { table: 'student', column: 'id_number_sealed', rowId: entry.id }
  const numbers = blindIndexes(keyring, 'idNumber', unseal(keyring, context, entry.id_number_sealed))
  const twins = await findTwins(trx, principal, entry, numbers)
  const help = await findHelp(
    trx,
    principal,
    twins.map(({ id }) => id),
  )
  const here = twins.map((twin): PossibleDuplicate => ({
    sign: twin.same_number ? 'sameNumber' : 'sameNameAndBirthDate',
    studentId: twin.id,
    name: twin.name,
    className: twin.class_name,
    enrolment: twin.enrolment,
    applicationId: help.requests.get(twin.id)?.id ?? null,
    applicationStatus: help.requests.get(twin.id)?.status ?? null,
    episodeStatus: help.episodes.get(twin.id)?.status ?? null,
  }))
  return (await isElsewhere(trx, entry.school_id, numbers)) ? [...here, ELSEWHERE] : here
}

const ELSEWHERE: PossibleDuplicate = {
  sign: 'sameNumberElsewhere',
  studentId: null,
  name: null,
  className: null,
  enrolment: null,
  applicationId: null,
  applicationStatus: null,
  episodeStatus: null,
}

/** Children of the same guardians: same name, same phone. */
export async function siblingsOf({ trx, principal, keyring }: Call, studentId: string): Promise<Sibling[]> {
  const found = new Map<string, Omit<Sibling, 'applicationId' | 'applicationStatus' | 'episodeStatus'>>()
  for (const { id, name, phone_sealed } of await findGuardians(trx, studentId)) {
    if (!phone_sealed) continue
    const phone = unseal(keyring, { table: 'guardian', column: 'phone_sealed', rowId: id }, phone_sealed)
    const guardian = { name, phones: phoneIndexes(keyring, phone) }
    for (const child of await findSiblings(trx, principal, guardian, studentId)) {
      found.set(child.id, {
        studentId: child.id,
        name: child.name,
        className: child.class_name,
        guardianName: name,
        relation: child.relation,
      })
    }
  }
  const help = await findHelp(trx, principal, [...found.keys()])
  return [...found.values()].slice(0, MAX_FINDINGS).map(sibling => ({
    ...sibling,
    applicationId: help.requests.get(sibling.studentId)?.id ?? null,
    applicationStatus: help.requests.get(sibling.studentId)?.status ?? null,
    episodeStatus: help.episodes.get(sibling.studentId)?.status ?? null,
  }))
}
