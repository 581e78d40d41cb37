import { getReconsideration } from '@sunshine-aid/api-contract'
import type { Application, EarlierPanel } from '@sunshine-aid/domain'
import { useApi, useProblemText, useRequest } from '@sunshine-aid/module-kit'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useText } from './messages.ts'

/** Who judged a request before its reconsideration; `null` where nobody did. */
export function useEarlierPanel(application: MaybeRefOrGetter<Application | undefined>) {
  const api = useApi()
  const text = useText()
  const problems = useProblemText()
  const { data } = useRequest(async signal => {
    const { id, timeline } = toValue(application) ?? {}
    const again = timeline?.some(({ command }) => command === 'reconsider')
    return id && again ? api.call(getReconsideration, { params: { id }, signal }) : undefined
  })
  const earlier = computed<EarlierPanel | null>(() => {
    const members = data.value?.firstPanel.members
    if (!members) return null
    const idsOf = (seats: typeof members) => seats.map(({ accountId }) => accountId)
    return {
      chair: members.find(({ chair }) => chair)?.accountId ?? '',
      members: idsOf(members),
      recused: idsOf(members.filter(({ recused }) => recused !== null)),
    }
  })
  const steppedBack = (account: string) => earlier.value?.recused.includes(account) ?? false
  /** What there is to know about somebody who might sit on the second panel. */
  const noteOf = (account: string) => {
    if (steppedBack(account)) return problems.value.title('member_stepped_back')
    return earlier.value?.members.includes(account) ? text.value.satBefore : undefined
  }
  return { earlier, steppedBack, noteOf }
}
