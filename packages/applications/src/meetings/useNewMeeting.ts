import { getPolicy, listWaitingCases } from '@sunshine-aid/api-contract'
import {
  compositionBlockers,
  MAX_AGENDA,
  seatsFor,
  type NewMeeting,
  type Reason,
  type WaitingCase,
} from '@sunshine-aid/domain'
import { useApi, useMe, useRequest } from '@sunshine-aid/module-kit'
import { computed, ref } from 'vue'
import { useEligible } from '../useEligible.ts'

const LEADERLESS: readonly Reason[] = ['chair_not_member', 'chair_is_head']

/** One chosen case with who would judge it. */
export interface PlannedCase {
  readonly waiting: WaitingCase
  readonly members: readonly string[]
  readonly chair: string
  readonly leftOut: ReturnType<typeof seatsFor>['leftOut']
  /** How many more members it takes. */
  readonly missing: number
  readonly extra: readonly string[]
  /** Nobody of its members may chair. */
  readonly leaderless: boolean
}

/** What a new meeting is put together from: what waits, who may judge, and who then judges which case. */
export function useNewMeeting() {
  const api = useApi()
  const { schoolId } = useMe()
  const { eligible, heads, loaded } = useEligible(schoolId)
  const waiting = useRequest(async signal => {
    const id = schoolId.value
    return id ? api.call(listWaitingCases, { params: { id }, query: { limit: '100' }, signal }) : undefined
  })
  const policy = useRequest(async signal => {
    const id = schoolId.value
    return id ? api.call(getPolicy, { params: { id }, signal }) : undefined
  })

  const cases = ref<string[]>([])
  const members = ref<string[]>([])
  const chair = ref('')
  const extras = ref<Readonly<Record<string, string[]>>>({})
  const quorum = computed(() => policy.data.value?.panelQuorum ?? 0)

  const chosen = computed(() =>
    (waiting.data.value?.items ?? []).filter(({ id }) => cases.value.includes(id)),
  )
  const planned = computed((): PlannedCase[] => chosen.value.map(plannedCase))

  function plannedCase(one: WaitingCase): PlannedCase {
    const extra = extras.value[one.id] ?? []
    const candidates = { ties: one.ties, heads: heads.value }
    const { panel, leftOut } = seatsFor({ members: members.value, chair: chair.value }, extra, candidates)
    const blockers = compositionBlockers(
      panel,
      { ...candidates, eligible: new Set(eligible.value.map(({ accountId }) => accountId)) },
      { panelQuorum: quorum.value },
    )
    return {
      waiting: one,
      ...panel,
      leftOut,
      extra,
      missing: Math.max(quorum.value - panel.members.length, 0),
      leaderless: chair.value !== '' && blockers.some(one => LEADERLESS.includes(one)),
    }
  }

  return {
    schoolId,
    eligible,
    heads,
    waiting,
    policy,
    loaded,
    cases,
    members,
    chair,
    quorum,
    planned,
    max: MAX_AGENDA,
    setExtra: (id: string, extra: string[]) => (extras.value = { ...extras.value, [id]: extra }),
    /** The agenda in the order in which the cases wait. */
    agenda: (): NewMeeting['cases'] =>
      planned.value.map(({ waiting: { id }, extra }) => ({ applicationId: id, extra: [...extra] })),
  }
}
