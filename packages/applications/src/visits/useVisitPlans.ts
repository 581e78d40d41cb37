import { listApplications, listVisitPlans } from '@sunshine-aid/api-contract'
import { useApi, usePages, useRequest } from '@sunshine-aid/module-kit'
import { toValue, type MaybeRefOrGetter } from 'vue'

/** - `mine`: those that I was asked to make · `all`: everybody's · `done`: made or cancelled. */
export const VISIT_VIEWS = ['mine', 'all', 'done'] as const
export type VisitView = (typeof VISIT_VIEWS)[number]

/** The visits of a view, page by page. */
export function useVisitPlans(view: MaybeRefOrGetter<VisitView>) {
  const api = useApi()
  return usePages(
    (page, signal) => {
      const shown = toValue(view)
      const mine = shown === 'mine' ? 'true' : undefined
      const settled = shown === 'done' ? 'true' : undefined
      return api.call(listVisitPlans, { query: { ...page, mine, settled }, signal })
    },
    () => toValue(view),
  )
}

/** Requests that wait for a visit by me that nobody has planned; the longest-waiting first. */
export function useUnplanned(planned: MaybeRefOrGetter<ReadonlySet<string>>) {
  const api = useApi()
  const { data } = useRequest(async signal => {
    const query = { status: 'awaitingVisit', mine: 'true', sort: 'statusSince', limit: '50' } as const
    return (await api.call(listApplications, { query, signal })).items
  })
  return () => (data.value ?? []).filter(({ studentId }) => !toValue(planned).has(studentId))
}
