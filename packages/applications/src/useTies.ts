import { TIE_REASON, type Tie } from '@sunshine-aid/domain'
import { useProblemText } from '@sunshine-aid/module-kit'
import { toValue, type MaybeRefOrGetter } from 'vue'

/** Why somebody cannot sit on the panel of this case, in words; `undefined` where nothing speaks against it (D6). */
export function useTies(ties: MaybeRefOrGetter<readonly Tie[]>): (accountId: string) => string | undefined {
  const problems = useProblemText()
  return accountId => {
    const tie = toValue(ties).find(one => one.accountId === accountId)
    return tie && problems.value.title(TIE_REASON[tie.kind])
  }
}
