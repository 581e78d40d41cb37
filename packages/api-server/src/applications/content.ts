import type { ApplicationContent } from '@sunshine-aid/domain'
import type { Insertable, Selectable } from 'kysely'
import type { Keyring } from '../crypto/keyring.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { ApplicationTable } from '../database/tables.ts'

type ContentColumns = Pick<
  Insertable<ApplicationTable>,
  | 'applicant_kind'
  | 'relation'
  | 'consent_given'
  | 'dilemma_types'
  | 'reason_codes'
  | 'aid_categories'
  | 'facts_and_reasons'
  | 'diagnosis_sealed'
  | 'sudden_change'
>

/** What the applicant says, as columns; the diagnosis is sealed for this very row. */
export function contentColumns(keyring: Keyring, id: string, content: ApplicationContent): ContentColumns {
  return {
    applicant_kind: content.applicantKind,
    relation: content.relation,
    consent_given: content.consentGiven,
    dilemma_types: content.dilemmaTypes,
    reason_codes: content.reasonCodes,
    aid_categories: content.aidCategories,
    facts_and_reasons: content.factsAndReasons,
    diagnosis_sealed: content.diagnosis === null ? null : seal(keyring, sealContext(id), content.diagnosis),
    sudden_change: content.suddenChange,
  }
}

type ContentRow = Pick<Selectable<ApplicationTable>, keyof ContentColumns | 'id'>

/** The columns as the applicant said it. */
export function contentOf(keyring: Keyring, row: ContentRow): ApplicationContent {
  return {
    applicantKind: row.applicant_kind,
    relation: row.relation,
    consentGiven: row.consent_given,
    dilemmaTypes: row.dilemma_types,
    reasonCodes: row.reason_codes,
    aidCategories: row.aid_categories,
    factsAndReasons: row.facts_and_reasons,
    diagnosis: row.diagnosis_sealed && unseal(keyring, sealContext(row.id), row.diagnosis_sealed),
    suddenChange: row.sudden_change,
  }
}

function sealContext(rowId: string) {
  return { table: 'application', column: 'diagnosis_sealed', rowId }
}
