import type { Recorder } from './recorder.ts'

export interface GlobalFacts {
  /** Names that a `for … in` over any array or object meets. */
  readonly enumerable: readonly string[]
  readonly promiseIsReplaced: boolean
  readonly hasZone: boolean
  readonly fetchIgnoresAbort: boolean
  readonly pushStateIsLost: boolean
  readonly popStateIsLost: boolean
}

/** Runs in the page: does what the modules rely on still work as the browser made it? */
export async function probeGlobals(): Promise<GlobalFacts> {
  const recorder = (globalThis as unknown as Record<symbol, Recorder | undefined>)[
    Symbol.for('sunshine-aid.doctor')
  ]
  return {
    enumerable: [
      ...Object.keys(Array.prototype).map(name => `Array.prototype.${name}`),
      ...Object.keys(Object.prototype).map(name => `Object.prototype.${name}`),
    ],
    promiseIsReplaced: recorder !== undefined && Promise !== recorder.natives.promise,
    hasZone: 'Zone' in window,
    fetchIgnoresAbort: await ignoresAbort(),
    ...(await probeHistory()),
  }

  async function ignoresAbort(): Promise<boolean> {
    try {
      await fetch(location.href, { signal: AbortSignal.abort() })
      return true
    } catch (error) {
      return (error as Error).name !== 'AbortError'
    }
  }

  async function probeHistory() {
    const before: unknown = history.state
    const mark = { ...(typeof before === 'object' ? before : {}), doctor: true }
    history.pushState(mark, '', location.href)
    const isKept = (history.state as { doctor?: boolean } | null)?.doctor === true
    if (!isKept) return { pushStateIsLost: true, popStateIsLost: false }
    const heard = new Promise<boolean>(resolve => {
      const listener = () => {
        window.removeEventListener('popstate', listener)
        resolve(true)
      }
      window.addEventListener('popstate', listener)
      setTimeout(() => {
        window.removeEventListener('popstate', listener)
        resolve(false)
      }, 1000)
    })
    history.back()
    return { pushStateIsLost: false, popStateIsLost: !(await heard) }
  }
}
