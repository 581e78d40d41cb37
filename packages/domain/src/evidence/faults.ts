/** Why a file is refused by what is in it; the words say what to do. Reasons of the server's check, not of a rule. */
export const EVIDENCE_FAULTS = [
  'file_not_allowed',
  'file_damaged',
  'file_has_macros',
  'file_locked',
  'file_too_large_inside',
  'file_not_pure',
  'file_infected',
] as const
export type EvidenceFault = (typeof EVIDENCE_FAULTS)[number]
