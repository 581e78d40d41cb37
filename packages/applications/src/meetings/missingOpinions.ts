import type { Meeting } from '@sunshine-aid/domain'

/** Members whose opinions are still missing, with how many cases; those who owe most come first. */
export function missingOpinions({ agenda }: Pick<Meeting, 'agenda'>): { name: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { case: one } of agenda) {
    if (!one?.here || one.panelStatus !== 'voting') continue
    for (const name of one.waitingFor) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count)
}
