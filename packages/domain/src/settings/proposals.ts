import { internal, nullable, open, record } from '../dataClass.ts'
import type { OrgKind } from '../organisations.ts'
import type { PolicyProfile } from '../policy.ts'
import type { Role } from '../roles.ts'
import { optionalText, text } from '../text.ts'
import { addDays, Day } from '../time.ts'
import { z } from '../zod.ts'
import { settingIn, withSetting } from './inForce.ts'
import { describeSetting, type SettingKey, type SettingValue } from './keys.ts'
import { sameSetting, settingValue } from './values.ts'

export const SETTING_STATES = ['proposed', 'approved', 'rejected', 'withdrawn'] as const
export const SettingState = z.enum(SETTING_STATES)
export type SettingState = z.output<typeof SettingState>

/** A value as it travels; `null`: what stands above holds again. */
export const SettingValueOrNone = open(
  z.union([
    z.int().min(-1_000_000).max(1_000_000),
    z.boolean(),
    z.string().max(40),
    z.array(z.string().max(40)).max(12),
    z.null(),
  ]),
)

export const NewProposal = record({
  value: SettingValueOrNone,
  validFrom: open(Day),
  /** Which document or meeting decided it; shown beside the value for good. */
  grounds: open(text(500)),
})
export type NewProposal = z.output<typeof NewProposal>

export const ProposalDecision = record({
  approve: internal(z.boolean()),
  /** Said to whoever proposed it; a rejection needs one. */
  remark: nullable(internal(optionalText(500))),
})
export type ProposalDecision = z.output<typeof ProposalDecision>

export const SETTING_REASONS = [
  'setting_not_at_this_level',
  'setting_out_of_range',
  'setting_unchanged',
  'setting_contradicts',
  'setting_in_the_past',
  'setting_waiting',
  'setting_decided',
  'setting_own',
  'setting_not_own',
  'setting_remark_required',
] as const
export type SettingReason = (typeof SETTING_REASONS)[number]

/** Longest time ahead for which a value is set: two academic years. */
const MAX_DAYS_AHEAD = 730

export interface ProposalFacts {
  readonly orgKind: OrgKind
  /** What holds at this organisation now, and what would hold without its own settings. */
  readonly current: PolicyProfile
  readonly inherited: PolicyProfile
  /** The organisation's own value; `null` where it has none. */
  readonly own: SettingValue | null
  /** Another proposal for the same value waits. */
  readonly waiting: boolean
  readonly today: Day
}

/**
 * Why this value may not be proposed; empty where it may (F2: policy profile, thresholds; AD-08). A value that
 * was proposed early enough may still contradict another one when it is approved: asked again then.
 */
export function proposalBlockers(
  key: SettingKey,
  proposal: Pick<NewProposal, 'value' | 'validFrom'>,
  facts: ProposalFacts,
): SettingReason[] {
  const { setBy } = describeSetting(key)
  if (!setBy.includes(facts.orgKind)) return ['setting_not_at_this_level']
  const reasons: SettingReason[] = []
  const { value } = proposal
  const known = value === null ? settingIn(facts.inherited, key) : settingValue(key, value)
  if (known === undefined) reasons.push('setting_out_of_range')
  else if (sameSetting(value === null ? null : known, facts.own)) reasons.push('setting_unchanged')
  if (known !== undefined && contradicts(withSetting(facts.current, key, known)))
    reasons.push('setting_contradicts')
  if (proposal.validFrom < facts.today || proposal.validFrom > addDays(facts.today, MAX_DAYS_AHEAD))
    reasons.push('setting_in_the_past')
  if (facts.waiting) reasons.push('setting_waiting')
  return reasons
}

/** Values that are each in range and yet make no sense together. */
export function contradicts(policy: PolicyProfile): boolean {
  return policy.fastChannelWarnHours >= policy.fastChannelHours
}

/** Who decides about the setting of an organisation of `kind`: the school's head, else somebody above (F2). */
export function deciders(kind: OrgKind): readonly Role[] {
  if (kind === 'school') return ['schoolHead']
  if (kind === 'county') return ['cityAdmin', 'provinceAdmin']
  if (kind === 'city') return ['cityAdmin', 'provinceAdmin']
  return kind === 'province' ? ['provinceAdmin'] : []
}

/** Why `actor` may not decide about a proposal: never about their own (two people, as for roles). */
export function decisionBlockers(
  proposal: { readonly state: SettingState; readonly proposedBy: string },
  actor: string,
  decision: ProposalDecision,
): SettingReason[] {
  const reasons: SettingReason[] = []
  if (proposal.state !== 'proposed') reasons.push('setting_decided')
  if (proposal.proposedBy === actor) reasons.push('setting_own')
  if (!decision.approve && !decision.remark) reasons.push('setting_remark_required')
  return reasons
}

/** Why `actor` may not take a proposal back. */
export function withdrawalBlockers(
  proposal: { readonly state: SettingState; readonly proposedBy: string },
  actor: string,
): SettingReason[] {
  const reasons: SettingReason[] = []
  if (proposal.state !== 'proposed') reasons.push('setting_decided')
  if (proposal.proposedBy !== actor) reasons.push('setting_not_own')
  return reasons
}
