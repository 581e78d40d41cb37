import type { Recorder, Trace } from './recorder.ts'

export interface QuestionFacts {
  readonly wasAsked: boolean
  /** The address was still the old one when the question came. */
  readonly wasInTime: boolean
  /** The answer "no" kept the person where they were. */
  readonly stayed: boolean
}

export interface LeavingFacts {
  /** `nav.push` led to the other address. */
  readonly moved: boolean
  readonly isAborted: boolean
  /**
   * What became of the module's place: `empty` or `gone` after an unmount, `kept` when it is out of sight with all
   * that was in it, `there` when it still shows.
   */
  readonly place: 'empty' | 'gone' | 'kept' | 'there'
  readonly trace: Trace
}

/** Runs in the page: asks to be asked before the module is left, says no, and tries to leave. */
export async function askBeforeLeaving(target: string): Promise<QuestionFacts | undefined> {
  type Nav = { block?: (ask: () => Promise<boolean>) => unknown; push?: (path: string) => void }
  const mounts =
    (globalThis as unknown as Record<symbol, Recorder | undefined>)[Symbol.for('sunshine-aid.doctor')]
      ?.mounts ?? []
  const { block, push } = (mounts.at(-1)?.host['nav'] ?? {}) as Nav
  if (!block || !push) return undefined
  const here = location.href
  let asked: string | undefined
  const off = block(() => {
    asked ??= location.href
    return Promise.resolve(false)
  })
  push(target)
  for (let i = 0; i < 60 && asked === undefined && location.href === here; i += 1) await pause(25)
  await pause(150) // for a shell that asks, and goes all the same
  if (typeof off === 'function') (off as () => void)()
  return { wasAsked: asked !== undefined, wasInTime: asked === here, stayed: location.href === here }

  function pause(ms: number) {
    return new Promise(resolve => setTimeout(resolve, ms))
  }
}

/** Runs in the page: leaves the module for `target` and waits until it is gone. */
export async function leaveModule(target: string): Promise<LeavingFacts | undefined> {
  const recorder = (globalThis as unknown as Record<symbol, Recorder | undefined>)[
    Symbol.for('sunshine-aid.doctor')
  ]
  const mount = recorder?.mounts.at(-1)
  const { push } = (mount?.host['nav'] ?? {}) as { push?: (path: string) => void }
  if (!recorder || !mount || !push) return undefined
  const { host, element } = mount
  const here = location.href
  const isAborted = () => (host['signal'] as AbortSignal | undefined)?.aborted === true
  push(target)
  for (let i = 0; i < 120 && (location.href === here || placeOf() === 'there' || !isAborted()); i += 1) {
    // A module that is kept alive has left without having been unmounted.
    if (i > 40 && location.href !== here && placeOf() !== 'there') break
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  await new Promise(resolve => setTimeout(resolve, 100)) // what is taken away a moment later is taken away
  return {
    moved: location.href !== here,
    isAborted: isAborted(),
    place: placeOf(),
    trace: recorder.trace(),
  }

  function placeOf(): LeavingFacts['place'] {
    if (element.childElementCount === 0) return element.isConnected ? 'empty' : 'gone'
    return element.isConnected && element.checkVisibility() ? 'there' : 'kept'
  }
}

/** Runs in the page: one step back, as somebody does who pressed the wrong link. */
export function goBack(): void {
  history.back()
}
