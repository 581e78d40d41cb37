import { isRelease, type LeavingReason } from '@sunshine-aid/domain'
import { useWords } from '@sunshine-aid/module-kit'
import { useText } from './messages.ts'

/** Why a seat on a panel does not count: its member stepped back, or had left before judging. */
export function useLeftMark(): (reason: LeavingReason) => string {
  const text = useText()
  const words = useWords()
  return reason => {
    const said = { reason: words.value.leavingReason[reason] }
    return isRelease(reason) ? text.value.releasedMark(said) : text.value.recusedMark(said)
  }
}
