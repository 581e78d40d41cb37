import { getApplication, getPolicy, getStudent, listVisitPlans } from '@sunshine-aid/api-contract'
import type { VisitPlan } from '@sunshine-aid/domain'
import { useApi, useRequest } from '@sunshine-aid/module-kit'

/** Everything that a visit's page needs while the network is away. */
export interface Visited {
  readonly studentId: string
  readonly studentName: string
  readonly className: string
  readonly schoolId: string
  /** The request that the visit is for; `null` when somebody visits without one. */
  readonly applicationId: string | null
}

/** Whom a visit goes to: the student of a request, or one who was chosen elsewhere. */
export function useVisited(props: {
  readonly id?: string | undefined
  readonly studentId?: string | undefined
}) {
  const api = useApi()
  const visited = useRequest(async (signal): Promise<Visited> => {
    if (props.studentId) {
      const student = await api.call(getStudent, { params: { id: props.studentId }, signal })
      return { ...placeOf(student), studentId: student.id, studentName: student.name, applicationId: null }
    }
    const request = await api.call(getApplication, { params: { id: props.id ?? '' }, signal })
    const { studentId, studentName } = request
    return { ...placeOf(request), studentId, studentName, applicationId: request.id }
  })
  const policy = useRequest(async signal => {
    const school = visited.data.value?.schoolId
    return school ? api.call(getPolicy, { params: { id: school }, signal }) : undefined
  })
  const plan = useRequest(async (signal): Promise<VisitPlan | undefined> => {
    const studentId = visited.data.value?.studentId
    if (!studentId) return undefined
    return (await api.call(listVisitPlans, { query: { studentId, limit: '1' }, signal })).items[0]
  })
  return { visited, policy: policy.data, plan: plan.data }
}

const placeOf = ({ className, schoolId }: { readonly className: string; readonly schoolId: string }) => ({
  className,
  schoolId,
})
