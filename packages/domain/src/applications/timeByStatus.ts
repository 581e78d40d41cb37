import { isOpen, type ApplicationStatus } from './vocabulary.ts'

/**
 * Milliseconds that a request has spent in each state up to `now`, over all its visits to it. The templates promise
 * days (AP-33); we measure and promise nothing.
 * @param timeline oldest first; it may hold entries that change no state
 */
export function timeByStatus(
  timeline: readonly { readonly at: string; readonly to: ApplicationStatus }[],
  now: Date,
): ReadonlyMap<ApplicationStatus, number> {
  const spent = new Map<ApplicationStatus, number>()
  timeline.forEach(({ at, to }, index) => {
    if (!isOpen(to)) return
    const end = timeline[index + 1]?.at
    const ms = (end ? Date.parse(end) : now.getTime()) - Date.parse(at)
    spent.set(to, (spent.get(to) ?? 0) + Math.max(0, ms))
  })
  return spent
}
