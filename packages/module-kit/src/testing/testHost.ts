import type {
  AuthState,
  Capability,
  HostBadges,
  HostUser,
  HostV1,
  Locale,
  Notice,
  Signal,
  Theme,
} from '@sunshine-aid/host-contract'

/** What a page asked of its shell. */
export interface HostLog {
  readonly titles: string[]
  readonly announcements: string[]
  readonly notices: Notice[]
  /** Paths of other modules to which the page wanted to go. */
  readonly pushes: string[]
  /** What the page wants beside the entries of the navigation: path and count. */
  readonly badges: (readonly [path: string, count: number])[]
  readonly errors: { readonly error: unknown; readonly context: Readonly<Record<string, string>> }[]
}

export interface TestHost extends HostV1 {
  readonly badges: HostBadges
  readonly log: HostLog
  readonly setLocale: (locale: Locale) => void
  readonly setTheme: (theme: Theme) => void
  readonly setAuth: (state: AuthState) => void
  readonly setUser: (user: HostUser | null) => void
  /** Asks as a shell does before its user leaves the module. */
  readonly mayLeave: () => Promise<boolean>
  /** The end of the mount: aborts what is under way. */
  readonly end: () => void
}

export interface TestHostOptions {
  readonly moduleId: string
  readonly getToken: () => Promise<string>
  readonly permissions: readonly string[]
  readonly baseUrl?: string
  readonly locale?: Locale
  readonly capabilities?: readonly Capability[]
  readonly user?: { readonly id: string; readonly name: string; readonly org: string }
  /** Links that another module would provide, by intent. */
  readonly intents?: Readonly<Record<string, (params: Readonly<Record<string, string>>) => string>>
}

/** A shell in memory: the whole contract, without any look. */
export function createTestHost(options: TestHostOptions): TestHost {
  // jsdom lays nothing out, so it cannot scroll either.
  Object.assign(window, { scrollTo: () => undefined })
  const controller = new AbortController()
  const locale = testSignal<Locale>(options.locale ?? 'zh-CN')
  const theme = testSignal<Theme>('light')
  const user = testSignal<HostUser | null>(options.user ?? null)
  const auth = testSignal<AuthState>('ok')
  const blockers = new Set<() => Promise<boolean>>()
  const log: HostLog = { titles: [], announcements: [], notices: [], pushes: [], badges: [], errors: [] }
  const [root, overlayRoot] = [addElement(), addElement()]
  return {
    contract: '1.0',
    moduleId: options.moduleId,
    signal: controller.signal,
    auth: {
      getToken: options.getToken,
      can: permission => options.permissions.includes(permission),
      subscribe: auth.subscribe,
    },
    user,
    locale,
    theme,
    nav: {
      basePath: `/${options.moduleId}/`,
      push: path => void log.pushes.push(path),
      replace: path => void log.pushes.push(path),
      block(ask) {
        blockers.add(ask)
        return () => blockers.delete(ask)
      },
      href: (intent, params) => options.intents?.[intent]?.(params),
    },
    ui: {
      root,
      overlayRoot,
      setTitle: title => void log.titles.push(title),
      announce: text => void log.announcements.push(text),
      notify: notice => void log.notices.push(notice),
    },
    api: { baseUrl: options.baseUrl ?? '/api/v1' },
    telemetry: {
      event: () => undefined,
      error: (error, context = {}) => void log.errors.push({ error, context }),
      span: (_, work) => work(),
    },
    has: (capability => options.capabilities?.includes(capability) ?? false) as HostV1['has'],
    badges: { set: (path, count) => void log.badges.push([path, count]) },
    log,
    setLocale: locale.set,
    setTheme: theme.set,
    setAuth: auth.set,
    setUser: user.set,
    async mayLeave() {
      for (const ask of blockers) if (!(await ask())) return false
      return true
    },
    end() {
      controller.abort()
      root.remove()
      overlayRoot.remove()
    },
  }
}

function addElement(): HTMLElement {
  return document.body.appendChild(document.createElement('div'))
}

function testSignal<T>(initial: T): Signal<T> & { set(value: T): void } {
  const listeners = new Set<(value: T) => void>()
  let current = initial
  return {
    get: () => current,
    set(value) {
      current = value
      for (const listener of listeners) listener(value)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
