import type { Off } from '@sunshine-aid/host-contract'
import { hearFirst } from './popStateGate.ts'

/** What we use of the browser's Navigation API, which not every browser has. */
interface NavigationApi extends EventTarget {
  readonly currentEntry: { readonly index: number } | null
}

interface EntryChange extends Event {
  readonly from: { readonly index: number }
}

/**
 * Back and forward change the URL before anybody can be asked. So a step that somebody blocks is taken back at once,
 * unseen by every other listener; then it is asked about, and done again when the answer is yes. Without the
 * Navigation API the length of the step is unknown, and nobody is asked.
 */
export function guardBackAndForward(
  isBlocked: (path: string) => boolean,
  mayGo: (path: string) => Promise<boolean>,
): Off {
  const { navigation } = window as { navigation?: NavigationApi }
  if (!navigation) return () => undefined
  let from = indexOf(navigation)
  let next: 'check' | 'hide' | 'pass' = 'check'
  let whenBack = () => {}

  const onChange = (event: Event) => (from = (event as EntryChange).from.index)
  const onPopState = (event: PopStateEvent) => {
    // single-spa makes one of its own after each change of the address, about which everybody was asked before.
    if (!event.isTrusted) return
    const step = indexOf(navigation) - from
    const target = location.pathname
    const mode = next
    next = 'check'
    if (mode === 'pass' || (mode === 'check' && (step === 0 || !isBlocked(target)))) return
    event.stopImmediatePropagation()
    if (mode === 'hide') {
      whenBack()
      return
    }
    next = 'hide'
    whenBack = () => void askThenGo(target, step)
    history.go(-step)
  }
  const askThenGo = async (target: string, step: number) => {
    if (!(await mayGo(target))) return
    next = 'pass'
    history.go(step)
  }

  navigation.addEventListener('currententrychange', onChange)
  const offPopState = hearFirst(onPopState)
  return () => {
    navigation.removeEventListener('currententrychange', onChange)
    offPopState()
  }
}

function indexOf({ currentEntry }: NavigationApi): number {
  return currentEntry?.index ?? 0
}
