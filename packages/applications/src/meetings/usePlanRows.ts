import type { Meeting } from '@sunshine-aid/domain'
import { useDates, useJoin } from '@sunshine-aid/module-kit'
import type { PaperCell } from '@sunshine-aid/ui-kit'
import { useText } from './messages.ts'

/** The lines of a paper that say when and where a meeting is, who leads it and who takes part how. */
export function usePlanRows(): (meeting: Meeting) => readonly PaperCell[][] {
  const text = useText()
  const join = useJoin()
  const dates = useDates()
  return ({ plannedAt, place, online, chairName, members }) => {
    const named = (attendance: 'present' | 'remote' | null) =>
      join.value(members.filter(one => one.attendance === attendance).map(({ name }) => name)) ||
      text.value.nobody
    const attended = members.some(({ attendance }) => attendance !== null)
    return [
      [
        { label: text.value.when, value: dates.value.moment(plannedAt) },
        { label: text.value.where, value: online ? `${place} · ${text.value.onlineMark}` : place },
      ],
      [{ label: text.value.chairMark, value: chairName }],
      ...(attended
        ? [
            [
              { label: text.value.presentMembers, value: named('present') },
              { label: text.value.remoteMembers, value: named('remote') },
            ],
            [{ label: text.value.otherMembers, value: named(null) }],
          ]
        : [[{ label: text.value.members, value: named(null) }]]),
    ]
  }
}
