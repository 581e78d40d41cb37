import type { Release, Signal } from '@sunshine-aid/host-contract'
import { textsIn } from '@sunshine-aid/module-kit'
import {
  createNavigation,
  createSession,
  createSignal,
  registerModules,
  releaseInPage,
  type ModuleSlot,
  type Navigation,
  type Session,
} from '@sunshine-aid/shell-kit'
import { inject, type InjectionKey } from 'vue'
import { messages } from './messages.ts'
import { createNotices, type Notices } from './notices.ts'
import { openPreferences, type Preferences } from './preferences.ts'
import { API_BASE_URL, readAccount, type PortalAccount } from './readAccount.ts'
import { fetchToken } from './stubIssuer.ts'

/** All that lives as long as the portal. */
export interface PortalServices {
  readonly release: Release
  /** The portal's first page; every other one lies below it. */
  readonly home: string
  readonly preferences: Preferences
  readonly session: Session<PortalAccount>
  readonly navigation: Navigation
  readonly notices: Notices
  readonly announcement: Signal<string>
  readonly slots: ReadonlyMap<string, ModuleSlot>
  /** The element that modules live in; the frame puts it into the page. */
  readonly outlet: HTMLElement
  readonly overlayRoot: HTMLElement
  readonly setTitle: (title: string) => void
}

export const PORTAL: InjectionKey<PortalServices> = Symbol('portal')

export function usePortal(): PortalServices {
  const portal = inject(PORTAL)
  if (!portal) throw new Error('This works only in a component of the portal.')
  return portal
}

export function createServices(): PortalServices {
  const release = releaseInPage()
  const preferences = openPreferences()
  const session = createSession({ fetchToken, readAccount })
  const navigation = createNavigation()
  const notices = createNotices()
  const announcement = createSignal('')
  const outlet = document.createElement('div')
  const setTitle = (title: string) => {
    document.title = `${title} · ${textsIn(messages, preferences.locale.get()).portal}`
  }
  const slots = registerModules({
    release,
    outlet,
    services: {
      session,
      navigation,
      ...preferences,
      modules: release.modules,
      apiBaseUrl: API_BASE_URL,
      setTitle,
      announce: text => announcement.set(text),
      notify: notices.add,
      record: () => undefined,
    },
  })
  session.account.subscribe(notices.clear)
  return {
    release,
    home: homeInPage(),
    preferences,
    session,
    navigation,
    notices,
    announcement,
    slots,
    outlet,
    overlayRoot: overlays(),
    setTitle,
  }
}

/** Where the server says that the portal lives. */
function homeInPage(): string {
  return document.getElementById('portal')?.dataset['base'] ?? '/'
}

/** Above the modules' own overlays: whoever must sign in again must see it. */
function overlays(): HTMLElement {
  const element = document.createElement('div')
  element.className = 'portal-overlays'
  document.body.append(element)
  return element
}
