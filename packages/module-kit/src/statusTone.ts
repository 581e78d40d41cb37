import type { ApplicationStatus } from '@sunshine-aid/domain'
import type { Tone } from '@sunshine-aid/ui-kit'

/** Open steps are information; what waits for somebody to correct it warns; an end is good or plain. */
export const statusTone: Readonly<Record<ApplicationStatus, Tone>> = {
  draft: 'neutral',
  submitted: 'info',
  screening: 'info',
  returned: 'warning',
  awaitingVisit: 'info',
  underReview: 'info',
  awaitingDetermination: 'info',
  determined: 'success',
  notDetermined: 'neutral',
  withdrawn: 'neutral',
}
