import { getEpisode } from '@sunshine-aid/api-contract'
import { useApi, useRequest } from '@sunshine-aid/module-kit'
import { toValue, type MaybeRefOrGetter } from 'vue'

/** The file of one spell of help; asks again when `id` changes. */
export function useEpisode(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useRequest(signal => api.call(getEpisode, { params: { id: toValue(id) }, signal }))
}
