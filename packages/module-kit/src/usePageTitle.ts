import { onScopeDispose, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import { useContext } from './context.ts'

/**
 * A title that says more than the route's own (`meta.title`), for instance the state of what is shown.
 * Never a person's name: titles stay in the browser's history.
 */
export function usePageTitle(title: MaybeRefOrGetter<string | undefined>): void {
  const { pageTitle } = useContext()
  watchEffect(() => {
    pageTitle.value = toValue(title)
  })
  onScopeDispose(() => {
    pageTitle.value = undefined
  })
}
