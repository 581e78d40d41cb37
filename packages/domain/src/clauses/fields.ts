import type { ClauseId } from './register.ts'

/** Every field that must be filled in, or whose question needs a reason, with the rule that asks for it. */
export const FIELD_CLAUSES = {
  // request
  applicantKind: 'AP-03',
  relation: 'AP-03',
  consentGiven: 'law-consent',
  dilemmaTypes: 'AP-02',
  reasonCodes: 'AP-12',
  aidCategories: 'AP-11',
  factsAndReasons: 'AP-04',
  diagnosis: 'AP-16',
  suddenChange: 'AP-29',
  // screening
  sensitiveApplicant: 'AP-26',
  returnReason: 'AD-02',
  // visit
  visitMode: 'AR-07',
  visitedOn: 'AR-05',
  reached: 'attempt',
  // panel
  members: 'AP-06',
  chair: 'AD-11',
  necessity: 'AP-06',
  feasibility: 'AP-06',
  recusal: 'AD-11',
  declineReason: 'AP-06',
  // determination
  services: 'AP-07',
} as const satisfies Record<string, ClauseId>

export type RuledField = keyof typeof FIELD_CLAUSES
