import { getMe } from '@sunshine-aid/api-contract'
import { computed } from 'vue'
import { useApi } from './context.ts'
import { useRequest } from './useRequest.ts'

/** Who is signed in and where. `schoolId` is the first school at which a role is held, `place` the first place at all. */
export function useMe() {
  const api = useApi()
  const { data, error, pending, reload } = useRequest(signal => api.call(getMe, { signal }))
  const schoolId = computed(
    () => data.value?.assignments.find(assignment => assignment.schoolId)?.schoolId ?? undefined,
  )
  const place = computed(() => data.value?.assignments[0])
  return { me: data, schoolId, place, error, pending, reload }
}
