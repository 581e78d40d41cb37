import type { Signal } from '@sunshine-aid/host-contract'
import { textsIn } from '@sunshine-aid/module-kit'
import {
  createNavigation,
  createSession,
  createSignal,
  registerModules,
  watchRelease,
  type Navigation,
  type RegisteredModules,
  type Session,
  type ShellServices,
} from '@sunshine-aid/shell-kit'
import { inject, type InjectionKey } from 'vue'
import { createBadges, type Badges } from './badges.ts'
import { messages } from './messages.ts'
import { createNotices, type Notices } from './notices.ts'
import type { OpenedRelease, ReleaseFailure } from './openRelease.ts'
import { openPreferences, type Preferences } from './preferences.ts'
import { API_BASE_URL, readAccount, type PortalAccount } from './readAccount.ts'
import { failureReporter } from './reportFailure.ts'
import { fetchToken } from './stubIssuer.ts'

/** All that lives as long as the portal. */
export interface PortalServices extends Pick<
  RegisteredModules,
  'slots' | 'modules' | 'refused' | 'needsReload'
> {
  /** The portal's first page; every other one lies below it. */
  readonly home: string
  /** Why there are no modules, when the release could not be read; gone once one can. */
  readonly failure: Signal<ReleaseFailure | undefined>
  /** Looks for a new release now. */
  readonly checkRelease: () => Promise<void>
  readonly preferences: Preferences
  readonly session: Session<PortalAccount>
  readonly navigation: Navigation
  readonly notices: Notices
  readonly badges: Badges
  readonly announcement: Signal<string>
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

export function createServices({ release, failure }: OpenedRelease): PortalServices {
  const preferences = openPreferences()
  const session = createSession({ fetchToken, readAccount })
  const navigation = createNavigation()
  const notices = createNotices()
  const badges = createBadges()
  const announcement = createSignal('')
  const outlet = document.createElement('div')
  const setTitle = (title: string) => {
    document.title = `${title} · ${textsIn(messages, preferences.locale.get()).portal}`
  }
  const services: ShellServices = {
    session,
    navigation,
    ...preferences,
    modules: release.modules,
    apiBaseUrl: API_BASE_URL,
    setTitle,
    announce: text => announcement.set(text),
    notify: notices.add,
    record: failureReporter(release),
    badges,
  }
  const { slots, modules, refused, needsReload, ...registered } = registerModules({
    release,
    outlet,
    services,
  })
  const watch = watchRelease({ release, modules: registered, services })
  const shownFailure = createSignal(failure)
  if (failure) report(services, failure)
  modules.subscribe(() => shownFailure.set(undefined))
  session.account.subscribe(() => {
    notices.clear()
    badges.clear()
  })
  return {
    slots,
    modules,
    refused,
    needsReload,
    home: release.place.portalBase,
    failure: shownFailure,
    checkRelease: watch.check,
    preferences,
    session,
    navigation,
    notices,
    badges,
    announcement,
    outlet,
    overlayRoot: overlays(),
    setTitle,
  }
}

function report({ record }: ShellServices, { passport }: ReleaseFailure): void {
  record({
    moduleId: 'portal',
    version: '',
    kind: 'error',
    name: 'release_unusable',
    attributes: { ...passport },
  })
}

/** Above the modules' own overlays: whoever must sign in again must see it. */
function overlays(): HTMLElement {
  const element = document.createElement('div')
  element.className = 'portal-overlays'
  document.body.append(element)
  return element
}
