import type { EpisodeFile } from '@sunshine-aid/domain'
import { useJoin, useWords } from '@sunshine-aid/module-kit'
import { computed } from 'vue'
import { useEligible } from '../useEligible.ts'
import { useTies } from '../useTies.ts'

/** Who may judge an exit, as choices; whoever is too close stands there with the reason, and cannot be chosen (D6). */
export function useExitPeople(episode: () => EpisodeFile) {
  const join = useJoin()
  const words = useWords()
  const tieOf = useTies(() => episode().ties)
  const { eligible, heads } = useEligible(() => episode().schoolId)
  const people = computed(() =>
    eligible.value.map(({ accountId, name, roles }) => {
      const tie = tieOf(accountId)
      return {
        value: accountId,
        label: name,
        description: tie ?? join.value(roles.map(role => words.value.role[role])),
        disabled: tie !== undefined,
      }
    }),
  )
  return { eligible, heads, people }
}
