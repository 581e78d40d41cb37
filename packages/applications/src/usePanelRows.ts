import {
  dissenters,
  type AidCategory,
  type Panel,
  type PanelFacts,
  type PanelMember,
} from '@sunshine-aid/domain'
import { useDates, useJoin, useWords } from '@sunshine-aid/module-kit'
import type { PaperCell } from '@sunshine-aid/ui-kit'
import { useText } from './messages.ts'
import { useLeftMark } from './useLeftMark.ts'

/** A panel as its rules see it, from what a page was given. */
export function factsOfPanel({ status, openedAt, members }: Panel): PanelFacts {
  return {
    status,
    opened: openedAt !== null,
    chair: members.find(({ chair }) => chair)?.accountId ?? '',
    members: members.map(({ accountId, recused, votedAt, opinion }) => ({
      accountId,
      recused: recused !== null,
      voted: votedAt !== null,
      opinion,
    })),
  }
}

/**
 * The lines of the minutes of one closed panel (AP-06, D6): who judged how and why, on which version of the file,
 * who dissented, who stepped back, what came of it, and whether every opinion is what was sealed.
 */
export function usePanelRows(): (panel: Panel, help: readonly AidCategory[]) => readonly PaperCell[][] {
  const text = useText()
  const words = useWords()
  const join = useJoin()
  const dates = useDates()
  const leftMark = useLeftMark()

  function judgementOf(
    { recused, recusalWords, opinion, versionSeen }: PanelMember,
    dissents: boolean,
  ): string {
    if (recused) {
      const mark = leftMark(recused)
      return [mark, recusalWords].filter(Boolean).join('\n')
    }
    if (!opinion) return text.value.notVoted
    return [
      dissents && text.value.dissent,
      text.value.judged({
        what: text.value.necessity,
        how: opinion.necessity ? text.value.necessary : text.value.unnecessary,
      }),
      text.value.judged({
        what: text.value.feasibility,
        how: opinion.feasibility ? text.value.feasible : text.value.infeasible,
      }),
      opinion.grounds,
      versionSeen && text.value.versionSeen({ version: versionSeen }),
    ]
      .filter(Boolean)
      .join('\n')
  }

  function outcomeOf({ recommends, declineReason }: Panel): string {
    const outcome = recommends ? text.value.recommendsYes : text.value.recommendsNo
    const reason = declineReason ? words.value.declineReason[declineReason] : ''
    return [outcome, reason].filter(Boolean).join('\n')
  }

  return (panel, help) => {
    const { convenedByName, convenedAt, closedAt, quorum, members } = panel
    const dissent = new Set(dissenters(factsOfPanel(panel)))
    const chair = join.value(members.filter(one => one.chair).map(({ name }) => name))
    const present = members.filter(({ opinion }) => opinion !== null).length
    return [
      [
        { label: text.value.convenedBy, value: `${convenedByName} · ${dates.value.moment(convenedAt)}` },
        { label: text.value.closedOn, value: closedAt ? dates.value.moment(closedAt) : '—' },
      ],
      [
        { label: text.value.chairMark, value: chair },
        { label: text.value.quorumLine, value: text.value.quorumCount({ quorum, present }) },
      ],
      [
        {
          label: text.value.helpList,
          value: join.value(help.map(code => words.value.aidCategory[code])),
        },
      ],
      ...members.map(member => [
        { label: member.name, value: judgementOf(member, dissent.has(member.accountId)) },
      ]),
      [{ label: text.value.outcome, value: outcomeOf(panel) }],
      [{ label: text.value.sealLine, value: sealWords(panel) }],
    ]
  }

  function sealWords({ members }: Panel): string {
    const checked = members.flatMap(({ seal }) => (seal && seal.intact !== null ? [seal.intact] : []))
    if (checked.length === 0) return text.value.sealUnknown
    return checked.every(Boolean) ? text.value.sealIntact : text.value.sealBroken
  }
}
