import type { ApplicationStatus } from '@sunshine-aid/domain'

/** The stations of a request as staff speak of them. */
export const CASE_STEPS = ['draft', 'screening', 'visit', 'review', 'determination', 'done'] as const
export type CaseStep = (typeof CASE_STEPS)[number]

/** The station at which a request stands; one that ended early stands where it ended. */
export const STEP_OF: Readonly<Record<ApplicationStatus, CaseStep>> = {
  draft: 'draft',
  returned: 'draft',
  submitted: 'screening',
  screening: 'screening',
  awaitingVisit: 'visit',
  underReview: 'review',
  notDetermined: 'review',
  awaitingDetermination: 'determination',
  determined: 'done',
  withdrawn: 'draft',
}
