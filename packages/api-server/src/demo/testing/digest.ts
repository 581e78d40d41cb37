import { sql } from 'kysely'
import type { Db } from '../../database/schema.ts'
import { inFullScope } from '../../database/scope.ts'
import { NOW } from './province.ts'

/**
 * Tables that the demo province fills, each with the columns that differ by nature: sealed values are never twice
 * the same (the blind index stands for them), some numbers are given by the database.
 */
const DIFFERING: Readonly<Record<string, readonly string[]>> = {
  org: [],
  account: ['rights_epoch'],
  role_assignment: [],
  mentor: [],
  student: ['id_number_sealed', 'address_sealed'],
  student_sign: [],
  guardian: ['phone_sealed'],
  aid_history_line: [],
  application: ['diagnosis_sealed'],
  application_event: ['id', 'digest'],
  evidence_file: ['name_sealed'],
  evidence_piece: ['bytes_sealed'],
  export_job: ['purpose_text_sealed'],
  home_visit: [],
  meeting: [],
  meeting_member: [],
  meeting_case: [],
  panel: [],
  panel_member: ['opinion_sealed', 'commitment'],
  episode: [],
  determination: ['facts', 'facts_digest'],
  aid_service: [],
  pairing: [],
  episode_event: ['id'],
  episode_review: [],
  exit_review: [],
  exit_opinion: ['opinion_sealed'],
  transfer: [],
  withdrawal_notice: [],
  coverage_fact: [],
  coverage_counter: [],
}

/** A digest of everything that is stored, by table. */
export function provinceDigest(owner: Db): Promise<Record<string, string>> {
  return inFullScope(owner, NOW, async trx => {
    const digests: Record<string, string> = {}
    for (const [table, differing] of Object.entries(DIFFERING)) {
      const { rows } = await sql<{ digest: string }>`
        select count(*) || ' rows, ' || coalesce(md5(string_agg(line, '' order by line collate "C")), '') as digest
        from (select (to_jsonb(t) - ${differing}::text[])::text as line from ${sql.table(table)} t) as lines`.execute(
        trx,
      )
      digests[table] = rows[0]?.digest ?? ''
    }
    return digests
  })
}
