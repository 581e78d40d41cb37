import {
  describeSetting,
  fastChannelOf,
  isValidVisit,
  missingMentors,
  publishTable,
  withSetting,
  type ApplicationStatus,
  type Day,
  type MentorKind,
  type PolicyProfile,
  type SchoolStage,
  type SettingKey,
  type SettingValue,
  type VisitMode,
  chinaDay,
  hasQuorum,
  type PanelFacts,
} from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'

/** Open requests of one school that look the same to the rules. */
interface RequestGroup {
  school_id: string
  stage: SchoolStage
  status: string
  /** Last day of each way of visiting on which the family was met. */
  visits: Partial<Record<VisitMode, Day>>
  submitted_at: Date | null
  changes: { at: string; to: ApplicationStatus; reasonCode: string | null }[] | null
  panel: 'voting' | 'closed' | null
  voters: number
  opened: boolean
  requests: number
}

interface EpisodeGroup {
  school_id: string
  mentors: MentorKind[]
  episodes: number
}

export interface PreviewCount {
  readonly counts: 'requests' | 'episodes' | 'nothing'
  readonly running: number
  readonly changed: number
}

/** A change, and the policy of each school that follows it; schools that set their own value are not among them. */
export interface Change {
  readonly key: SettingKey
  readonly policies: ReadonlyMap<string, PolicyProfile>
  readonly value: (schoolId: string) => SettingValue
  readonly now: Date
}

/**
 * How many running records stand under the rule, and how many would stand differently today. The database gives
 * groups of records that look the same, never a record; the rules are those that the records meet every day.
 */
export async function countChange(trx: Trx, top: string, change: Change): Promise<PreviewCount> {
  const { effect } = describeSetting(change.key)
  if (effect === 'later') return { counts: 'nothing', running: 0, changed: 0 }
  return effect === 'mentors' ? countEpisodes(trx, top, change) : countRequests(trx, top, change)
}

async function countRequests(trx: Trx, top: string, change: Change): Promise<PreviewCount> {
  const { rows } = await sql<RequestGroup>`select * from app.open_request_groups(${top}::ltree)`.execute(trx)
  const stands = STANDING[describeSetting(change.key).effect as keyof typeof STANDING]
  return tally(
    'requests',
    rows.map(group => ({ ...group, n: group.requests })),
    change,
    (group, policy) => (isUnder(change.key, group) ? stands(group, policy, change.now) : undefined),
  )
}

async function countEpisodes(trx: Trx, top: string, change: Change): Promise<PreviewCount> {
  const { rows } = await sql<EpisodeGroup>`select * from app.running_episode_groups(${top}::ltree)`.execute(
    trx,
  )
  return tally(
    'episodes',
    rows.map(group => ({ ...group, n: group.episodes })),
    change,
    ({ mentors }, policy) => missingMentors(mentors, policy).join(),
  )
}

/** Counts the groups for which the rule says something (`running`), and something else under the new value. */
function tally<G extends { school_id: string; n: number }>(
  counts: PreviewCount['counts'],
  groups: readonly G[],
  { key, policies, value }: Change,
  stands: (group: G, policy: PolicyProfile) => string | undefined,
): PreviewCount {
  let running = 0
  let changed = 0
  for (const group of groups) {
    const policy = policies.get(group.school_id)
    const before = policy && stands(group, policy)
    if (!policy || before === undefined) continue
    running += group.n
    if (stands(group, withSetting(policy, key, value(group.school_id))) !== before) changed += group.n
  }
  return { counts, running, changed }
}

/** Which open requests the rule is still before. */
function isUnder(key: SettingKey, { stage, panel, submitted_at, status }: RequestGroup): boolean {
  const { effect } = describeSetting(key)
  if (effect === 'fastChannel') return submitted_at !== null
  if (effect === 'panels') return panel === 'voting' || (panel === null && status !== 'awaitingDetermination')
  return key.split('.')[1] === stage
}

/** What each rule says of a group today, in one word, so that two policies can be compared. */
const STANDING = {
  /** Whether those who sit are enough (AP-06); a panel whose opinions are open stays so. */
  panels: (group: RequestGroup, policy: PolicyProfile) =>
    group.panel === 'voting' ? String(hasQuorum(panelOf(group), policy)) : 'not convened',
  /** Whether a visit is missing for the confirmation (AP-23), by the duty of the period (AR-05, AR-07). */
  visits: ({ stage, visits }: RequestGroup, policy: PolicyProfile, now: Date) => {
    const today = chinaDay(now)
    const made = Object.entries(visits) as [VisitMode, Day][]
    const valid = made.some(([mode, visitedOn]) =>
      isValidVisit({ mode, visitedOn, reached: true }, stage, policy, today),
    )
    return policy.visits[stage].beforeDetermination && !valid ? 'visit missing' : 'free'
  },
  /** How the clock stands (AP-29). */
  fastChannel: ({ submitted_at, changes }: RequestGroup, policy: PolicyProfile, now: Date) => {
    const since = (changes ?? []).map(change => ({ ...change, at: new Date(change.at) }))
    return (
      fastChannelOf({ suddenChange: true, submittedAt: submitted_at }, since, policy, now)?.state ?? 'none'
    )
  },
} as const

function panelOf({ voters, opened }: RequestGroup): PanelFacts {
  const member = { accountId: '', recused: false, voted: false, opinion: null }
  return { status: 'voting', opened, chair: '', members: Array.from({ length: voters }, () => member) }
}

/** The figures as they may leave: above the school the one function of suppression decides (D3). */
export function publishedCount({ running, changed }: PreviewCount, suppressBelow: number | null) {
  if (suppressBelow === null) return { running, changed }
  const cell = publishTable([[{ covered: changed, counted: running }]], suppressBelow).cells[0]?.[0]
  if (cell?.state === 'notApplicable') return { running: 0, changed: 0 }
  return cell?.state === 'shown'
    ? { running: cell.counted, changed: cell.covered }
    : { running: null, changed: null }
}
