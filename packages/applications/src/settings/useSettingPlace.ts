import { reachOf } from '@sunshine-aid/domain'
import { useMe } from '@sunshine-aid/module-kit'
import { computed } from 'vue'
import { useRoute } from 'vue-router'

/**
 * The organisation whose settings are shown: that of the address, else the first at which the reader holds a role
 * that reads them, else the reader's school.
 */
export function useSettingPlace() {
  const route = useRoute()
  const { me, schoolId, error, pending, reload } = useMe()
  const own = computed(
    () =>
      me.value?.assignments.find(({ role }) => reachOf('policy.read', role) !== null)?.orgId ??
      schoolId.value,
  )
  const orgId = computed(() => {
    const asked = route.query['org']
    return typeof asked === 'string' && asked !== '' ? asked : own.value
  })
  return { orgId, error, pending, reload }
}
