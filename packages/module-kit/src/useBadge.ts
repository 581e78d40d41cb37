import { toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import { useHost } from './context.ts'

/**
 * Shows beside an entry of the portal's navigation how much waits behind it, where the portal can show that
 * (capability `badges`, to be named in `defineModule`). The number stays when the page is left, as the last known.
 * @param path of the route that has `meta.nav`
 * @param count `undefined` as long as it is not known
 */
export function useBadge(path: string, count: MaybeRefOrGetter<number | undefined>): void {
  const host = useHost()
  if (!host.has('badges')) return
  const { badges } = host
  watchEffect(() => {
    const known = toValue(count)
    if (known !== undefined) badges.set(path, known)
  })
}
