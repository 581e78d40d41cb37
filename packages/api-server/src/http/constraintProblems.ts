import type { ProblemCode } from '@sunshine-aid/api-contract'

/**
 * Constraints of the database that a user can run into when two people act at once: name → what the loser is
 * told. The rule was checked before the write; the constraint decides the race. Any other violation is a
 * fault of ours, and `internal`.
 */
export const CONSTRAINT_PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  application_open_once: 'application_already_open',
  episode_active_once: 'episode_already_active',
  notice_open_once: 'notice_already_open',
  transfer_is_open: 'transfer_not_open',
  transfer_into_own_class: 'transfer_class_elsewhere',
  transfer_student_once: 'transfer_student_known',
  visit_plan_once: 'visit_already_planned',
  home_visit_pkey: 'in_flight',
}
