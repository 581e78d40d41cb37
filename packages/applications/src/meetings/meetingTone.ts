import type { MeetingStatus } from '@sunshine-aid/domain'
import type { Tone } from '@sunshine-aid/ui-kit'

export const meetingTone: Readonly<Record<MeetingStatus, Tone>> = {
  planned: 'info',
  held: 'success',
  cancelled: 'neutral',
}
