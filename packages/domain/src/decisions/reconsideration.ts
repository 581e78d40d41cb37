import { Panel, type NewPanel, type PanelCandidates } from '../applications/panel.ts'
import { internal, record, sensitive } from '../dataClass.ts'
import type { Reason } from '../reasons.ts'
import { text } from '../text.ts'
import { Moment } from '../time.ts'
import type { z } from '../zod.ts'

/** 复议: what the applicant side adds after a decline; asked for once (F1, AP-06). */
export const NewReconsideration = record({ newFacts: sensitive(text(2000)) })
export type NewReconsideration = z.output<typeof NewReconsideration>

/** What was asked, and the first panel as it was closed. It is kept and never rewritten (AD-02). */
export const Reconsideration = record({
  ...NewReconsideration.shape,
  askedByName: internal(text(50)),
  askedAt: internal(Moment),
  firstPanel: Panel,
})
export type Reconsideration = z.output<typeof Reconsideration>

/** Who judged the request before. */
export interface EarlierPanel {
  readonly chair: string
  readonly members: readonly string[]
  /** Members who stepped back because of a tie to the case; the tie is still there. */
  readonly recused: readonly string[]
}

/** Why `member` may not join a panel that judges a request again: they stepped back from the first one. */
export function freshMemberBlockers(member: string, earlier: EarlierPanel | null): Reason[] {
  return earlier?.recused.includes(member) ? ['member_stepped_back'] : []
}

/**
 * Why this panel may not judge a request again: somebody who stepped back before sits on it, the same person leads
 * it, or more than half of it sat on the first one. A small school seats whom it has: as many new people as there
 * are, and the same chair only where nobody else can lead.
 */
export function freshPanelBlockers(
  { members, chair }: NewPanel,
  earlier: EarlierPanel | null,
  { eligible, heads, ties }: PanelCandidates,
): Reason[] {
  if (!earlier) return []
  const reasons: Reason[] = []
  const satBefore = (account: string) => earlier.members.includes(account)
  const able = [...eligible].filter(
    account => !earlier.recused.includes(account) && !ties.some(({ accountId }) => accountId === account),
  )
  if (members.some(member => earlier.recused.includes(member))) reasons.push('member_stepped_back')
  const otherLeads = able.some(account => account !== earlier.chair && !heads.has(account))
  if (chair === earlier.chair && otherLeads) reasons.push('chair_sat_before')
  const wanted = Math.min(Math.ceil(members.length / 2), able.filter(account => !satBefore(account)).length)
  if (members.filter(member => !satBefore(member)).length < wanted) reasons.push('too_many_sat_before')
  return reasons
}
