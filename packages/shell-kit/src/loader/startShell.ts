import { followLinks } from '../followLinks.ts'
import type { LoadModule } from '../importModule.ts'
import type { ModuleSlot } from '../moduleSlot.ts'
import { moduleAt } from '../pageAt.ts'
import { portalMenu, type MenuGroup } from '../portalMenu.ts'
import type { ResolvedRelease } from '../readRelease.ts'
import { registerModules } from '../registerModules.ts'
import type { SlotState } from '../slotState.ts'
import { watchRelease } from '../watchRelease.ts'
import { failureCards } from './failureCards.ts'
import { plainServices, type PortalControls, type PortalFunctions } from './plainServices.ts'

/** The place of one module, as the portal sees it. */
export type Place = Pick<ModuleSlot, 'open' | 'goOn' | 'giveUp'>

export interface ShellOptions extends PortalFunctions {
  /** Where the modules' pages go. */
  readonly outlet: HTMLElement
  /** What is going on in a module's place. Absent: a card takes the place of a module that has failed. */
  readonly onState?: (moduleId: string, state: SlotState, place: Place) => void
}

export interface PlainShell extends PortalControls {
  /** The modules' pages that stand in the navigation and that the user may open. */
  readonly menu: () => readonly MenuGroup[]
  /** Goes to a page, unless unsaved work keeps the user where they are. @returns whether it went */
  readonly open: (path: string) => Promise<boolean>
  /** Leaves nothing in the page. */
  readonly stop: () => Promise<void>
}

/** Runs every module of the release, and of those that come after it, in a page that brings nothing but functions. */
export function startShell(release: ResolvedRelease, load: LoadModule, options: ShellOptions): PlainShell {
  const { services, controls, dispose } = plainServices(options, release)
  const { navigation, session } = services
  const set = registerModules({ release, services, outlet: options.outlet, load })
  const tell = options.onState ?? failureCards(options.outlet, () => services.locale.get())
  const watched = new Set<string>()
  const watchAll = () => {
    for (const [id, slot] of set.slots) {
      if (watched.has(id)) continue
      watched.add(id)
      slot.state.subscribe(state => tell(id, state, slot))
      tell(id, slot.state.get(), slot)
    }
  }
  watchAll()
  const offs = [
    set.modules.subscribe(watchAll),
    followLinks(navigation, path => moduleAt(set.modules.get(), path) !== undefined),
    watchRelease({ release, modules: set, services }).stop,
    dispose,
  ]
  return {
    ...controls,
    menu: () => portalMenu(set.modules.get(), session.auth.can),
    open: path => navigation.push(path),
    async stop() {
      await set.stop()
      for (const off of offs) off()
    },
  }
}
