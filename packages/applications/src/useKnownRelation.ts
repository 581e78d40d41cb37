import { getStudent } from '@sunshine-aid/api-contract'
import type { ApplicationContent } from '@sunshine-aid/domain'
import { useApi, useCan, useRequest } from '@sunshine-aid/module-kit'
import { watch, type Ref } from 'vue'

/** When a guardian applies, the relation of the one who is on record is filled in; it can be changed (AP-03). */
export function useKnownRelation(
  studentId: () => string | undefined,
  content: Ref<ApplicationContent | undefined>,
) {
  const api = useApi()
  const can = useCan()
  const { data: student } = useRequest(async signal => {
    const id = studentId()
    const isAsked = content.value?.applicantKind === 'guardian' && content.value.relation === null
    return id && isAsked && can('student.read') ? api.call(getStudent, { params: { id }, signal }) : undefined
  })
  watch(student, known => {
    const now = content.value
    if (!known?.guardianRelation || now?.applicantKind !== 'guardian' || now.relation !== null) return
    content.value = { ...now, relation: known.guardianRelation }
  })
}
