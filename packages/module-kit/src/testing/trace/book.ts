import type { TraceKind, Trail } from './trail.ts'

/** What has come and not gone, by what it is known by when it goes. */
export interface Book {
  readonly add: (key: unknown, kind: TraceKind, what: string) => void
  readonly remove: (key: unknown) => void
  readonly open: () => readonly Trail[]
  readonly caller: () => readonly string[]
}

/** Frames of the watch itself: from its sources, and as a script of its own. */
const OWN = /\/testing\/trace(?:\.ts|\/)|sunshine-aid-trace/

export function createBook(): Book {
  const trails = new Map<unknown, Trail>()
  const caller = () => framesOf(new Error()).filter(frame => !OWN.test(frame))
  return {
    caller,
    add: (key, kind, what) => void trails.set(key, { kind, what, by: caller() }),
    remove: key => void trails.delete(key),
    open: () => [...trails.values()],
  }
}

/** `file:line:column` of each frame, as Chromium (`at f (file:1:2)`) and as Firefox and Safari write it (`f@file:1:2`). */
function framesOf(error: Error): readonly string[] {
  return (error.stack ?? '').split('\n').flatMap(line => {
    const place = /^\s*at /.test(line) ? line : line.slice(line.indexOf('@') + 1)
    return /([^\s()]+:\d+:\d+)\)?$/.exec(place)?.[1] ?? []
  })
}
