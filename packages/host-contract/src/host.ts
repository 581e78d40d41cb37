import type { IntentName, IntentParams } from './intents.ts'

/** Ends a subscription or takes back a registration. Calling it twice does no harm. */
export type Off = () => void

/** A value that changes. `subscribe` does not call the listener with the present value: ask `get()` for it. */
export interface Signal<T> {
  readonly get: () => T
  readonly subscribe: (listener: (value: T) => void) => Off
}

export type Locale = 'zh-CN' | 'en'
export type Theme = 'light' | 'dark' | 'contrast'

/** Who is signed in, as the shell shows it. What they may do is asked with `auth.can`. */
export interface HostUser {
  readonly id: string
  readonly name: string
  /** The place for which they act, as a text for people: a school, a county, the province. */
  readonly org: string
}

/**
 * - `ok`: signed in, also after signing in again
 * - `expiring`: the session ends soon
 * - `expired`: `getToken()` waits until somebody has signed in again
 * - `changed-user`: somebody else has signed in; whatever the first user left must be dropped, not sent
 */
export type AuthState = 'ok' | 'expiring' | 'expired' | 'changed-user'

/** A message that goes away by itself. It never holds the name or a number of a student. */
export interface Notice {
  readonly kind: 'success' | 'info' | 'warning' | 'error'
  readonly text: string
  /** A short code that staff can read out over the phone. */
  readonly code?: string
}

export type Attributes = Readonly<Record<string, string | number | boolean>>

export interface HostAuth {
  /**
   * An access token that is valid now. Ask for every request and keep nothing: the shell renews it.
   * Many calls at once share one renewal, also over several tabs.
   * @param options `force`: the last token was refused with 401, so renew it even if it looks valid.
   */
  readonly getToken: (options?: { readonly force?: boolean }) => Promise<string>
  /** Whether the signed-in user holds `permission`. For showing and hiding only: the API decides. */
  readonly can: (permission: string) => boolean
  readonly subscribe: (listener: (state: AuthState) => void) => Off
}

/** Paths are absolute (`/applications/42?tab=visits`); a module stays below its own `basePath`. */
export interface HostNavigation {
  /** Where this module's pages live, with a slash at both ends: `/applications/`. */
  readonly basePath: string
  readonly push: (path: string) => void
  readonly replace: (path: string) => void
  /**
   * Registers a question that is asked before the user leaves the module; the URL has not changed yet.
   * `false` keeps the user where they are.
   */
  readonly block: (ask: () => Promise<boolean>) => Off
  /** The link to another module's screen, or `undefined` when no module in this portal offers it: hide the control. */
  readonly href: <I extends IntentName>(intent: I, params: IntentParams[I]) => string | undefined
}

export interface HostUi {
  /** The element into which the module renders. */
  readonly root: HTMLElement
  /** An element directly below `body` for this module's dialogs and menus; removed with the module. */
  readonly overlayRoot: HTMLElement
  /** The page's title, without the portal's name. Never a person's name: titles land in the browser's history. */
  readonly setTitle: (title: string) => void
  /** Has a screen reader say `text`, politely. */
  readonly announce: (text: string) => void
  readonly notify: (notice: Notice) => void
}

export interface HostTelemetry {
  readonly event: (name: string, attributes?: Attributes) => void
  /** `context` holds route patterns, phases and codes; never free text, names or numbers of people. */
  readonly error: (error: unknown, context?: Readonly<Record<string, string>>) => void
  /** Runs `work` and records under `name` how long it took, also when it fails. The result and the failure pass through. */
  readonly span: <T>(name: string, work: () => T) => T
}

/** Numbers beside the entries of the portal's navigation: how much of what is there waits for this person. */
export interface HostBadges {
  /**
   * @param path of a route of this module that stands in the navigation, as its manifest names it: `/`
   * @param count whole number; 0 takes the badge away
   */
  readonly set: (path: string, count: number) => void
}

/** What a shell may offer beyond `HostV1`, and the members that it then has. */
export interface CapabilityMap {
  readonly badges: { readonly badges: HostBadges }
}

export type Capability = keyof CapabilityMap

/**
 * All that a module knows of the shell it runs in. The shell makes one for each mount and freezes it.
 * A minor version adds members; a module asks `has()` before it uses what its own range does not promise.
 */
export interface HostV1 {
  readonly contract: `1.${number}`
  readonly moduleId: string
  /** Aborted when the module is unmounted: pass it to every request. */
  readonly signal: AbortSignal
  readonly auth: HostAuth
  readonly user: Signal<HostUser | null>
  readonly locale: Signal<Locale>
  readonly theme: Signal<Theme>
  readonly nav: HostNavigation
  readonly ui: HostUi
  /** Where the typed API lives: `/api/v1`, or an absolute URL. */
  readonly api: { readonly baseUrl: string }
  readonly telemetry: HostTelemetry
  /** Whether the shell offers a capability; asking narrows the type: `if (host.has('badges')) host.badges.set(…)`. */
  has<C extends Capability>(capability: C): this is HostV1 & CapabilityMap[C]
}
