import { getFindings } from '@sunshine-aid/api-contract'
import { useApi, useRequest } from '@sunshine-aid/module-kit'
import { toValue, type MaybeRefOrGetter } from 'vue'

/** What the records say about a request; `undefined` as `id` means that nobody wants to know yet. */
export function useFindings(id: MaybeRefOrGetter<string | undefined>) {
  const api = useApi()
  return useRequest(async signal => {
    const wanted = toValue(id)
    return wanted === undefined ? undefined : api.call(getFindings, { params: { id: wanted }, signal })
  })
}
