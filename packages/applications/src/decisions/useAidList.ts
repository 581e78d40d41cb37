import { listAidServices } from '@sunshine-aid/api-contract'
import type { AidItem } from '@sunshine-aid/domain'
import { useApi, useRequest } from '@sunshine-aid/module-kit'
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'

/** What the school offers, to choose from; empty until it is known, since everything can be written by hand (AP-10). */
export function useAidList(schoolId: MaybeRefOrGetter<string | undefined>): ComputedRef<readonly AidItem[]> {
  const api = useApi()
  const { data } = useRequest(async signal => {
    const id = toValue(schoolId)
    return id === undefined ? undefined : api.call(listAidServices, { params: { id }, query: {}, signal })
  })
  return computed(() => (data.value?.items ?? []).filter(({ hidden }) => !hidden))
}
