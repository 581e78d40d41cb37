import type { Release } from '@sunshine-aid/host-contract'
import { followLinks } from '../followLinks.ts'
import type { LoadModule } from '../importModule.ts'
import type { ModuleSlot, SlotState } from '../moduleSlot.ts'
import { moduleAt } from '../pageAt.ts'
import { portalMenu, type MenuGroup } from '../portalMenu.ts'
import { registerModules } from '../registerModules.ts'
import { failureCard } from './failureCard.ts'
import { plainServices, type PortalControls, type PortalFunctions } from './plainServices.ts'

export interface ShellOptions extends PortalFunctions {
  /** Where the modules' pages go. */
  readonly outlet: HTMLElement
  /** What is going on in a module's place. Absent: a failed module is replaced by a card with a button to try again. */
  readonly onState?: (moduleId: string, state: SlotState, retry: () => void) => void
}

export interface PlainShell extends PortalControls {
  /** The modules' pages that stand in the navigation and that the user may open. */
  readonly menu: () => readonly MenuGroup[]
  /** Goes to a page, unless unsaved work keeps the user where they are. @returns whether it went */
  readonly open: (path: string) => Promise<boolean>
}

/** Runs every module of the release in a page that brings nothing but functions. */
export function startShell(release: Release, load: LoadModule, options: ShellOptions): PlainShell {
  const { services, ...controls } = plainServices(options, release)
  const { navigation, session } = services
  const slots = registerModules({ release, services, outlet: options.outlet, load })
  const tell = options.onState ?? cards(options.outlet, () => services.locale.get())
  for (const [id, slot] of slots) watch(slot, state => tell(id, state, () => void slot.open()))
  followLinks(navigation, path => moduleAt(release.modules, path) !== undefined)
  return {
    ...controls,
    menu: () => portalMenu(release.modules, session.auth.can),
    open: path => navigation.push(path),
  }
}

function watch(slot: ModuleSlot, tell: (state: SlotState) => void): void {
  slot.state.subscribe(tell)
  tell(slot.state.get())
}

/** A card for each module that has failed, for as long as it has. */
function cards(outlet: HTMLElement, locale: () => 'zh-CN' | 'en'): NonNullable<ShellOptions['onState']> {
  const shown = new Map<string, HTMLElement>()
  return (id, state, retry) => {
    shown.get(id)?.remove()
    shown.delete(id)
    if (state.is !== 'failed') return
    const card = failureCard(locale(), retry)
    shown.set(id, card)
    outlet.append(card)
  }
}
