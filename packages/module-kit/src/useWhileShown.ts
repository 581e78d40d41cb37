import type { Off } from '@sunshine-aid/host-contract'
import { onScopeDispose } from 'vue'
import { useContext } from './context.ts'

/**
 * Does something only while the module is on screen: a timer, a listener, a poll. It begins now and each time the
 * module comes back, and ends each time it is parked and with the component.
 * @param begin its result ends what it has begun
 */
export function useWhileShown(begin: () => Off): void {
  const { stay } = useContext()
  let end: Off | undefined
  const stop = () => {
    end?.()
    end = undefined
  }
  const follow = (isParked: boolean) => {
    stop()
    if (!isParked) end = begin()
  }
  const off = stay.subscribe(follow)
  onScopeDispose(() => {
    off()
    stop()
  })
  follow(stay.isParked())
}
