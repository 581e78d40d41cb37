import { CALENDAR_REASONS } from './settings/calendarYear.ts'
import { SETTING_REASONS } from './settings/proposals.ts'
import { VISIT_PLAN_REASONS } from './visitPlans.ts'
import { VISIT_REASONS } from './visits.ts'

/**
 * Why something may not be done now. A rule returns these; the page maps each to words, the server refuses
 * with the first. The clause stands at the rule.
 */
export const REASONS = [
  ...VISIT_REASONS,
  ...VISIT_PLAN_REASONS,
  // applications
  'wrong_status',
  'not_yours',
  'category_required',
  'dilemma_required',
  'reason_required',
  'facts_required',
  'diagnosis_required',
  'relation_required',
  'consent_required',
  'application_already_open',
  'episode_already_active',
  'student_not_enrolled',
  'own_intake',
  'sensitive_check_missing',
  'duplicate_unresolved',
  'duplicate_confirmed',
  'enterer_present',
  'visit_missing',
  // panels
  'panel_missing',
  'panel_already_convened',
  'panel_closed',
  'opinions_open',
  'too_few_members',
  'member_twice',
  'member_not_eligible',
  'member_is_applicant',
  'member_is_own_mentor',
  'member_is_own_teacher',
  'panel_full',
  'chair_not_member',
  'chair_is_head',
  'not_a_member',
  'recused',
  'already_recused',
  'already_voted',
  'not_the_chair',
  'member_not_gone',
  'quorum_missing',
  'opinion_missing',
  'decline_reason_required',
  // meetings
  'case_required',
  'case_twice',
  'title_names_student',
  'meeting_in_past',
  'meeting_over',
  // determination
  'decider_submitted',
  'decider_chaired',
  'decider_recommended_alone',
  'services_required',
  'service_category_not_asked',
  // provisional support
  'not_a_crisis',
  'provisional_already_given',
  // reconsideration
  'already_reconsidered',
  'member_stepped_back',
  'chair_sat_before',
  'too_many_sat_before',
  // delegates
  'delegate_not_eligible',
  'delegation_too_long',
  'already_delegated',
  'delegation_over',
  // services
  'service_not_open',
  'service_of_others',
  'service_day_wrong',
  // sweeps
  'proposal_decided',
  'confirmation_missing',
  'dismissal_note_required',
  // reading
  'own_reading',
  'reading_settled',
  // imports
  'import_not_ready',
  'import_has_faults',
  'import_expired',
  // evidence
  'evidence_full',
  'evidence_settled',
  // exports
  'export_own',
  'export_needs_head',
  'export_not_ready',
  'export_taken',
  'export_expired',
  'ticket_invalid',
  // episodes
  'evidence_incomplete',
  'panel_not_closed',
  'note_required',
  'plan_required',
  'plan_not_wanted',
  'plan_out_of_order',
  'plan_too_long',
  'transfer_open',
  'transfer_not_open',
  'transfer_expired',
  'transfer_school_unknown',
  'transfer_same_school',
  'transfer_class_elsewhere',
  'transfer_student_known',
  'compulsory_education',
  'notice_too_late',
  'notice_already_open',
  'notice_acknowledged',
  ...SETTING_REASONS,
  ...CALENDAR_REASONS,
] as const
export type Reason = (typeof REASONS)[number]
