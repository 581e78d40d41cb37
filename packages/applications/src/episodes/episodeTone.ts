import type { EpisodeStatus, TransferState } from '@sunshine-aid/domain'
import type { Tone } from '@sunshine-aid/ui-kit'

/** What runs is information, what waits for somebody warns, an end is plain. */
export const episodeTone: Readonly<Record<EpisodeStatus, Tone>> = {
  provisional: 'info',
  active: 'info',
  reviewDue: 'warning',
  exitReview: 'info',
  tapering: 'info',
  exited: 'neutral',
  transferred: 'neutral',
}

export const transferTone: Readonly<Record<TransferState, Tone>> = {
  offered: 'warning',
  accepted: 'success',
  refused: 'neutral',
  withdrawn: 'neutral',
  expired: 'neutral',
}
