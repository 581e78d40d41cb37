import type { Label } from '@sunshine-aid/host-contract'
import type { Observations } from '../visit/observations.ts'

/** What is wrong, once for each time it was seen; an empty list when nothing is, `undefined` when it was not looked at. */
export type Check = (seen: Observations) => readonly Label[] | undefined

/** One sighting when `isWrong`, none otherwise. */
export function when(isWrong: boolean, sighting: Label): readonly Label[] {
  return isWrong ? [sighting] : []
}
