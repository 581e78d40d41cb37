import type { ClauseId } from '../clauses/register.ts'
import { SCHOOL_STAGES, type OrgKind, type SchoolStage } from '../organisations.ts'
import type { PolicyProfile, VisitPolicy } from '../policy.ts'
import { VISIT_MODES } from '../visits.ts'
import { inBoth, type InBoth } from './words.ts'

/** What names a profile instead of being set in it. */
type Identity = 'id' | 'active' | 'source'
type PlainKey = Exclude<keyof PolicyProfile, Identity | 'visits'>
type VisitKey = `visits.${SchoolStage}.${keyof VisitPolicy}`

/** One number or choice of the policy that an organisation may set: `panelQuorum`, `visits.primary.period`. */
export type SettingKey = PlainKey | VisitKey

export type SettingValue = number | boolean | string | readonly string[]

export type SettingUnit =
  'people' | 'students' | 'hours' | 'days' | 'schoolDays' | 'percent' | 'times' | 'weeks'

/** What a value may be. A floor stands here, so that no level can go below it. */
export type SettingKind =
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly unit: SettingUnit }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: Readonly<Record<string, InBoth>> }
  /** Several of them, one at the least. */
  | { readonly kind: 'flags'; readonly choices: Readonly<Record<string, InBoth>>; readonly always?: string }

/** What a change can touch, and so what its preview counts. */
export type SettingEffect = 'panels' | 'visits' | 'fastChannel' | 'mentors' | 'later'

/** One setting, described once: for the page, the server's refusals and the preview. */
export type SettingDescription = SettingKind & {
  readonly label: InBoth
  /** What the value does, in a sentence. */
  readonly help: InBoth
  readonly clause: ClauseId
  /** Kinds of organisation that may set it; all below follow. */
  readonly setBy: readonly OrgKind[]
  readonly effect: SettingEffect
}

const REGION = ['county', 'city', 'province'] as const
const HIGH = ['city', 'province'] as const
const ALL = ['school', ...REGION] as const

const MENTORS = {
  aid: inBoth('资助育人导师', 'Aid mentor'),
  psych: inBoth('心理育人导师', 'Psychological mentor'),
  academic: inBoth('学业导师', 'Academic mentor'),
  career: inBoth('职业导师', 'Career mentor'),
}
const MODES = {
  onSite: inBoth('实地走访', 'On site'),
  delegated: inBoth('委托家访', 'Delegated'),
  joint: inBoth('联合家访', 'Joint'),
  online: inBoth('线上家访', 'Online'),
} satisfies Record<(typeof VISIT_MODES)[number], InBoth>

const number = (min: number, max: number, unit: SettingUnit) => ({ kind: 'number', min, max, unit }) as const

/** A number or choice that is added to the profile does not compile until it is described here. */
const PLAIN: Readonly<Record<PlainKey, SettingDescription>> = {
  panelQuorum: {
    ...number(3, 15, 'people'),
    label: inBoth('集体评议最少人数', 'Members that a panel needs'),
    help: inBoth(
      '未回避且已表态的成员达到这个人数，才能结束评议。',
      'A panel closes once so many who did not step back have given their opinion.',
    ),
    clause: 'AP-06',
    setBy: REGION,
    effect: 'panels',
  },
  ownTeacherStepsBack: {
    kind: 'switch',
    label: inBoth('班主任回避本班学生的评议', 'Class teachers step back for their own class'),
    help: inBoth(
      '开启后，班主任不能担任本班学生的评议成员。',
      'When on, a class teacher sits on no panel about the own class.',
    ),
    clause: 'AD-11',
    setBy: ALL,
    effect: 'later',
  },
  requiredMentors: {
    kind: 'flags',
    choices: MENTORS,
    label: inBoth('每位学生须有的导师', 'Mentors that everybody needs'),
    help: inBoth('支持期间须配齐的导师类别。', 'Kinds of mentor that are needed while support runs.'),
    clause: 'ME-02',
    setBy: REGION,
    effect: 'mentors',
  },
  anyMentorSuffices: {
    kind: 'switch',
    label: inBoth('有一位导师即算覆盖', 'One mentor of any kind is enough'),
    help: inBoth(
      '关闭时，须配齐规定的各类导师才算覆盖。',
      'When off, every required kind is needed to count as covered.',
    ),
    clause: 'ME-02',
    setBy: REGION,
    effect: 'mentors',
  },
  mentorCapacity: {
    ...number(1, 30, 'students'),
    label: inBoth('每位导师每学期带教人数', 'Students of one mentor in a semester'),
    help: inBoth('名册中没有另外写明时按此计算。', 'Holds where the roster says nothing else.'),
    clause: 'ME-05',
    setBy: ALL,
    effect: 'later',
  },
  fastChannelHours: {
    ...number(24, 168, 'hours'),
    label: inBoth('快速通道办结时限', 'Time of the fast channel'),
    help: inBoth(
      '从提交到学校确认的目标时限，退回补充时暂停。',
      'From submission to confirmation, as a goal; it stops while a request is returned.',
    ),
    clause: 'AP-29',
    setBy: REGION,
    effect: 'fastChannel',
  },
  fastChannelWarnHours: {
    ...number(1, 167, 'hours'),
    label: inBoth('快速通道提醒时间', 'When the fast channel warns'),
    help: inBoth(
      '计时达到这个小时数时提醒，须早于办结时限。',
      'Warns after so many running hours, before the time is up.',
    ),
    clause: 'AP-29',
    setBy: REGION,
    effect: 'fastChannel',
  },
  provisionalDays: {
    ...number(7, 60, 'days'),
    label: inBoth('先行支持的天数', 'Days of provisional support'),
    help: inBoth(
      '先行支持到期仍未确认的自动结束；已开始的不变。',
      'Support that is not confirmed by then ends; what has begun keeps its date.',
    ),
    clause: 'AP-05',
    setBy: REGION,
    effect: 'later',
  },
  suppressBelow: {
    ...number(5, 50, 'people'),
    label: inBoth('不显示的人数下限', 'Smallest figure that is shown'),
    help: inBoth(
      '统计中少于这个人数的数字不显示，最低为 5。',
      'Figures below it are not shown; never less than 5.',
    ),
    clause: 'PS-01',
    setBy: HIGH,
    effect: 'later',
  },
  auditSamplePercent: {
    ...number(1, 10, 'percent'),
    label: inBoth('抽查比例', 'Share of files in the sample'),
    help: inBoth('监督审计人员可以抽查的材料比例。', 'Share of case files that an auditor reads.'),
    clause: 'AD-04',
    setBy: HIGH,
    effect: 'later',
  },
}

const OF_VISITS: Readonly<Record<keyof VisitPolicy, SettingDescription>> = {
  modes: {
    kind: 'flags',
    choices: MODES,
    always: 'onSite',
    label: inBoth('家访方式', 'Ways of visiting'),
    help: inBoth(
      '这个学段可以采用的家访方式，实地走访始终可用。',
      'Ways that count at this stage; on site always does.',
    ),
    clause: 'AR-07',
    setBy: REGION,
    effect: 'visits',
  },
  period: {
    kind: 'choice',
    choices: {
      semester: inBoth('每学期', 'Each semester'),
      academicYear: inBoth('每学年', 'Each academic year'),
    },
    label: inBoth('家访周期', 'How often a visit is due'),
    help: inBoth('在这个周期内有一次符合要求的家访即可。', 'One valid visit within it is enough.'),
    clause: 'AR-05',
    setBy: REGION,
    effect: 'visits',
  },
  beforeDetermination: {
    kind: 'switch',
    label: inBoth('先家访后确认', 'A visit before the confirmation'),
    help: inBoth(
      '开启后，没有有效家访的申请不能确认。',
      'When on, nothing is confirmed without a valid visit.',
    ),
    clause: 'AP-23',
    setBy: REGION,
    effect: 'visits',
  },
}

const VISIT_KEYS = SCHOOL_STAGES.flatMap(stage =>
  (Object.keys(OF_VISITS) as (keyof VisitPolicy)[]).map(field => `visits.${stage}.${field}` as const),
)

export const SETTING_KEYS: readonly SettingKey[] = [...(Object.keys(PLAIN) as PlainKey[]), ...VISIT_KEYS]

/** Where in the profile `key` stands: a stage's visit rule, or a field of its own. */
export function placeOfKey(
  key: SettingKey,
): { readonly stage: SchoolStage; readonly field: keyof VisitPolicy } | { readonly plain: PlainKey } {
  const [, stage, field] = key.split('.')
  if (stage === undefined) return { plain: key as PlainKey }
  return { stage: stage as SchoolStage, field: field as keyof VisitPolicy }
}

/** The description of a setting; that of a visit rule is the same at every stage. */
export function describeSetting(key: SettingKey): SettingDescription {
  const place = placeOfKey(key)
  return 'plain' in place ? PLAIN[place.plain] : OF_VISITS[place.field]
}

/** Whether it is a key of today: one that an older release knew is shown in the history and sets nothing. */
export function isSettingKey(key: string): key is SettingKey {
  return (SETTING_KEYS as readonly string[]).includes(key)
}
