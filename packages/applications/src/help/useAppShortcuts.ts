import type { Permission } from '@sunshine-aid/domain'
import { useCan } from '@sunshine-aid/module-kit'
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { useText } from './messages.ts'

interface PageKey {
  readonly keys: string
  readonly route: string
  readonly label: string
  readonly permission?: Permission
}

/** The keys that open a page, as far as the reader may open it: for the listener and for the list that `?` shows. */
export function useAppShortcuts() {
  const can = useCan()
  const text = useText()
  const router = useRouter()
  return computed(() => {
    const pages: readonly PageKey[] = [
      { keys: 'g l', route: 'list', label: text.value.keyList, permission: 'application.read' },
      { keys: 'g n', route: 'start', label: text.value.keyNew, permission: 'application.submit' },
      { keys: 'g e', route: 'episodes', label: text.value.keyEpisodes, permission: 'application.read' },
      { keys: 'g v', route: 'visits', label: text.value.keyVisits, permission: 'visit.record' },
      { keys: 'g s', route: 'settings', label: text.value.keySettings, permission: 'policy.read' },
      { keys: 'g h', route: 'help', label: text.value.keyRules },
    ]
    return pages
      .filter(({ route, permission }) => router.hasRoute(route) && (!permission || can(permission)))
      .map(({ keys, label, route }) => ({ keys, label, run: () => void router.push({ name: route }) }))
  })
}
