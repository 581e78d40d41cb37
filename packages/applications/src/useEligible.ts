import { listStaff } from '@sunshine-aid/api-contract'
import { useApi, useRequest } from '@sunshine-aid/module-kit'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'

/** Who may sit on a panel of the school: its panel members and psych teachers (AP-06). */
export function useEligible(schoolId: MaybeRefOrGetter<string | undefined>) {
  const api = useApi()
  const { data, error, pending, reload } = useRequest(async signal => {
    const id = toValue(schoolId)
    return id === undefined ? undefined : api.call(listStaff, { params: { id }, query: {}, signal })
  })
  const eligible = computed(() =>
    (data.value?.items ?? []).filter(
      ({ roles }) => roles.includes('panelMember') || roles.includes('psychTeacher'),
    ),
  )
  const heads = computed(
    () =>
      new Set(
        (data.value?.items ?? [])
          .filter(({ roles }) => roles.includes('schoolHead'))
          .map(({ accountId }) => accountId),
      ),
  )
  return { eligible, heads, loaded: computed(() => data.value !== undefined), error, pending, reload }
}
