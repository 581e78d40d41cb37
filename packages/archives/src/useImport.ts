import { getImport } from '@sunshine-aid/api-contract'
import { useApi, useRequest } from '@sunshine-aid/module-kit'
import { onScopeDispose, toValue, watch, type MaybeRefOrGetter } from 'vue'

/** Milliseconds between two looks at a list that is being read. */
const LOOK_AGAIN = 600

/** An import, looked at again until it has been read. */
export function useImport(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  const request = useRequest(signal => api.call(getImport, { params: { id: toValue(id) }, signal }))
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(request.data, job => {
    clearTimeout(timer)
    if (job?.state === 'reading') timer = setTimeout(() => void request.reload(), LOOK_AGAIN)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
  })
  return request
}
