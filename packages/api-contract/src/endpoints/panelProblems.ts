/**
 * What may be wrong in each step of a collective review, of a request as of an exit: both are the same procedure
 * (AP-06, D6). An endpoint adds what is its own.
 */
export const CONVENING = [
  'wrong_status',
  'panel_already_convened',
  'member_twice',
  'too_few_members',
  'member_not_eligible',
  'member_is_applicant',
  'member_is_own_mentor',
  'member_is_own_teacher',
  'chair_not_member',
  'chair_is_head',
] as const

export const JOINING = [
  'wrong_status',
  'panel_missing',
  'panel_closed',
  'opinions_open',
  'member_twice',
  'panel_full',
  'member_not_eligible',
  'member_is_applicant',
  'member_is_own_mentor',
  'member_is_own_teacher',
] as const

export const RELEASING = [
  'wrong_status',
  'panel_missing',
  'panel_closed',
  'opinions_open',
  'not_the_chair',
  'member_not_gone',
  'quorum_missing',
] as const

const VOTING = ['wrong_status', 'panel_missing', 'panel_closed', 'not_a_member'] as const
export const GIVING_OPINION = [...VOTING, 'recused', 'already_voted'] as const
export const STEPPING_BACK = [...VOTING, 'already_recused', 'already_voted'] as const

export const CLOSING = [
  'wrong_status',
  'panel_missing',
  'not_the_chair',
  'panel_closed',
  'quorum_missing',
  'opinion_missing',
] as const
