import type { LoadModule } from '../importModule.ts'
import { createModuleSlot } from '../moduleSlot.ts'
import type { ResolvedRelease } from '../readRelease.ts'
import { plainServices, type PortalControls, type PortalFunctions } from './plainServices.ts'

/** Nobody is asked whether to wait on. */
const WAIT_MS = 10_000

export type PlaceOptions = PortalFunctions

/** A module in a place of the portal's choosing. */
export interface MountedPlace extends PortalControls {
  readonly unmount: () => Promise<void>
}

/**
 * Puts one module into `el`. What the portal's router must know: the module reads and writes the address below its
 * base path, and is to be taken away when that is left.
 * @throws when there is no such module, or when it cannot be shown; then nothing of it is left
 */
export async function mountPlain(
  release: ResolvedRelease,
  load: LoadModule,
  id: string,
  el: HTMLElement,
  options: PlaceOptions,
): Promise<MountedPlace> {
  const module = release.modules.find(({ manifest }) => manifest.id === id)
  if (!module) throw new Error(`The release has no module "${id}".`)
  const { services, controls, dispose } = plainServices(options, release)
  const slot = createModuleSlot({ module, release, services, outlet: el, load, limits: { mountMs: WAIT_MS } })
  const off = slot.state.subscribe(({ is }) => {
    if (is === 'slow') slot.giveUp()
  })
  await slot.open().finally(off)
  const state = slot.state.get()
  if (state.is === 'failed') {
    dispose()
    throw new Error(`${id} could not be opened: ${state.reason} (${state.passport.code})`, {
      cause: state.error,
    })
  }
  return {
    ...controls,
    async unmount() {
      await slot.close()
      dispose()
    },
  }
}
