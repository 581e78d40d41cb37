import { getApplication } from '@sunshine-aid/api-contract'
import { useApi, useRequest } from '@sunshine-aid/module-kit'
import { toValue, type MaybeRefOrGetter } from 'vue'

/** The case file of one request; asks again when `id` changes. */
export function useApplication(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useRequest(signal => api.call(getApplication, { params: { id: toValue(id) }, signal }))
}
