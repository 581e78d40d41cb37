import { getMeeting } from '@sunshine-aid/api-contract'
import { useApi, useRequest } from '@sunshine-aid/module-kit'
import { toValue, type MaybeRefOrGetter } from 'vue'

/** One meeting with its agenda; asks again when `id` changes. */
export function useMeeting(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useRequest(signal => api.call(getMeeting, { params: { id: toValue(id) }, signal }))
}
