import type { HostV1, MountedModule } from '@sunshine-aid/host-contract'
import type { BuiltModule } from './defineModule.ts'
import { createFailureDesk } from './failureDesk.ts'
import { pageFailed } from './failureHandler.ts'
import { openView, type View } from './view.ts'

type Examiner = (host: HostV1, element: HTMLElement) => void

/** Where a tool that examines shells, and nobody else, puts a function to see each host that a module is given. */
const EXAMINER = Symbol.for('sunshine-aid.examiner')

/** Puts a module on the page; resolves once its first page is there. */
export async function mountModule(built: BuiltModule, el: HTMLElement, host: HostV1): Promise<MountedModule> {
  ;(globalThis as { [EXAMINER]?: Examiner })[EXAMINER]?.(host, el)
  const desk = createFailureDesk({ host, id: built.spec.id, version: built.version, route: () => undefined })
  let view: View | undefined
  let isParked = false
  let isGone = false
  let returning = Promise.resolve()

  function drop() {
    view?.close()
    view = undefined
  }

  async function openAfresh() {
    drop()
    const fresh = openView(built, el, host)
    view = fresh
    try {
      await fresh.ready
    } catch (error) {
      if (view === fresh) view = undefined
      throw error
    }
  }

  /** The page as it was, or a new one: after a failure, and always for another person. */
  async function comeBack() {
    const kept = view?.userId === host.user.get()?.id ? view : undefined
    try {
      if (kept) {
        await kept.unpark()
        return
      }
    } catch (error) {
      desk.report(error, 'mount')
    }
    if (!isGone && !isParked) await openAfresh()
  }

  function openForSomebodyElse() {
    openAfresh().catch((error: unknown) => {
      const { code } = desk.report(error, 'mount')
      host.ui.notify({ kind: 'error', text: pageFailed(host.locale.get()), code })
    })
  }

  // Nothing of the first person may be seen by, or sent for, the next.
  const offs = [
    host.auth.subscribe(state => {
      if (state === 'changed-user') drop()
    }),
    host.user.subscribe(user => {
      if (view?.userId !== user?.id) drop()
      if (user && !view && !isParked) openForSomebodyElse()
    }),
  ]
  const letGo = () => offs.splice(0).forEach(off => off())

  try {
    await host.telemetry.span('first page', openAfresh)
  } catch (error) {
    letGo()
    throw error
  }
  return {
    // Language, theme and user arrive as signals.
    update: () => Promise.resolve(),
    suspend() {
      if (!isParked && !isGone && view?.park() === false) view = undefined
      isParked = true
      return Promise.resolve()
    },
    resume() {
      if (isParked && !isGone) {
        isParked = false
        returning = comeBack()
      }
      return returning
    },
    unmount() {
      isGone = true
      letGo()
      drop()
      return Promise.resolve()
    },
  }
}
