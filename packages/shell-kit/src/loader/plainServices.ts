import type {
  AuthState,
  HostAuth,
  HostUser,
  Locale,
  Notice,
  Release,
  Theme,
} from '@sunshine-aid/host-contract'
import type { ShellServices, TelemetryRecord } from '../createHost.ts'
import { createNavigation } from '../navigation.ts'
import type { Account } from '../session.ts'
import { createSignal } from '../signal.ts'
import { liveRegion } from './liveRegion.ts'

/** What a portal gives us, as plain values and functions. */
export interface PortalFunctions {
  /** A token that is valid now; while nobody is signed in, a promise that waits. `force`: the last one was refused. */
  readonly getToken: (options?: { readonly force?: boolean }) => string | Promise<string>
  readonly user: HostUser
  /** What they may do, as the API's `GET /me` says. */
  readonly permissions: readonly string[]
  /** `/api/v1`, or an absolute URL. */
  readonly apiBaseUrl: string
  /** Shows a message that goes away by itself. */
  readonly onNotice: (notice: Notice) => void
  /** `zh-CN` unless given. */
  readonly locale?: Locale
  /** `light` unless given. */
  readonly theme?: Theme
  /** Absent: becomes the title of the document. */
  readonly onTitle?: (title: string) => void
  /** Absent: a live region of our own says it to screen readers. */
  readonly onAnnounce?: (text: string) => void
  readonly onTelemetry?: (record: TelemetryRecord) => void
  /** Present: how much waits behind an entry of the menu; 0: nothing. */
  readonly onBadge?: (href: string, count: number) => void
}

/** How the portal tells what has changed. */
export interface PortalControls {
  readonly setLocale: (locale: Locale) => void
  readonly setTheme: (theme: Theme) => void
  /** Somebody else is here now, or the same person with other rights. `null`: nobody; the modules go. */
  readonly setUser: (user: HostUser | null, permissions: readonly string[]) => void
  /** `expired` holds open forms back until `ok`; meanwhile `getToken` waits. */
  readonly setAuth: (state: Extract<AuthState, 'ok' | 'expiring' | 'expired'>) => void
}

export interface PlainServices {
  readonly services: ShellServices
  readonly controls: PortalControls
  /** Takes back what the services have in the page. */
  readonly dispose: () => void
}

/** The services of a shell that is not built with us. */
export function plainServices(given: PortalFunctions, { modules }: Release): PlainServices {
  const account = createSignal<Account | null>({ user: given.user, permissions: given.permissions })
  const locale = createSignal<Locale>(given.locale ?? 'zh-CN')
  const theme = createSignal<Theme>(given.theme ?? 'light')
  const listeners = new Set<(state: AuthState) => void>()
  const tell = (state: AuthState) => [...listeners].forEach(listener => listener(state))
  const navigation = createNavigation()
  const region = given.onAnnounce ? undefined : liveRegion()
  const auth: HostAuth = {
    getToken: sharedToken(given.getToken),
    can: permission => account.get()?.permissions.includes(permission) ?? false,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    services: {
      session: { account, auth },
      navigation,
      locale,
      theme,
      modules,
      apiBaseUrl: given.apiBaseUrl,
      setTitle: title => (given.onTitle ? given.onTitle(title) : (document.title = title)),
      announce: text => (given.onAnnounce ?? region?.say)?.(text),
      notify: given.onNotice,
      record: record => given.onTelemetry?.(record),
      ...(given.onBadge && { badges: { set: given.onBadge } }),
    },
    controls: {
      setLocale: locale.set,
      setTheme: theme.set,
      setUser(user, permissions) {
        const before = account.get()?.user.id
        account.set(user && { user, permissions })
        if (before !== undefined && user?.id !== before) tell('changed-user')
      },
      setAuth: tell,
    },
    dispose() {
      navigation.stop()
      region?.remove()
    },
  }
}

/** Calls that come while one is on its way share its answer: ten refused requests ask for one new token. */
function sharedToken(getToken: PortalFunctions['getToken']): HostAuth['getToken'] {
  const pending = new Map<boolean, Promise<string>>()
  return ({ force = false } = {}) => {
    const asked = pending.get(force)
    if (asked) return asked
    const answer = Promise.resolve(getToken({ force })).finally(() => pending.delete(force))
    pending.set(force, answer)
    return answer
  }
}
