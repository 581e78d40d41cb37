import { getApplication, listApplications } from '@sunshine-aid/api-contract'
import { isOpen, type Application, type ApplicationContent } from '@sunshine-aid/domain'
import { useApi, useRequest } from '@sunshine-aid/module-kit'
import { computed, ref } from 'vue'
import { contentOf } from './useDraft.ts'

/**
 * The student's request before this one, whose content may be taken over: nothing that the system knows is asked
 * again. The file itself is opened only when somebody takes it, since each reading is on record. Consent and sudden
 * change belong to their own time and stay as they are.
 */
export function useLastTime(
  draft: () => Application | undefined,
  content: () => ApplicationContent | undefined,
) {
  const api = useApi()
  const isTaken = ref(false)
  const isBlank = computed(() => {
    const now = content()
    return now !== undefined && now.factsAndReasons === '' && now.dilemmaTypes.length === 0
  })
  const { data } = useRequest(async signal => {
    const studentId = draft()?.studentId
    if (!studentId) return undefined
    const query = { studentId, sort: '-updatedAt', limit: '5' } as const
    const { items } = await api.call(listApplications, { query, signal })
    return items.find(({ id, status, submittedAt }) => id !== draft()?.id && !isOpen(status) && submittedAt)
  })

  async function take(): Promise<ApplicationContent | undefined> {
    const [now, last] = [content(), data.value]
    if (!now || !last) return undefined
    const before = contentOf(await api.call(getApplication, { params: { id: last.id } }))
    isTaken.value = true
    const { dilemmaTypes, reasonCodes, aidCategories, factsAndReasons, diagnosis } = before
    return { ...now, dilemmaTypes, reasonCodes, aidCategories, factsAndReasons, diagnosis }
  }
  return { last: computed(() => (isBlank.value && !isTaken.value ? data.value : undefined)), take }
}
