import type {
  Attributes,
  Capability,
  HostBadges,
  HostV1,
  Locale,
  Notice,
  Off,
  ReleasedModule,
  Signal,
  Theme,
} from '@sunshine-aid/host-contract'
import { CONTRACT } from './preflight.ts'
import { intentLink } from './intentLink.ts'
import type { Navigation } from './navigation.ts'
import type { Session } from './session.ts'

/** Something that a module, or the shell about it, reports. */
export interface TelemetryRecord {
  readonly moduleId: string
  readonly version: string
  readonly kind: 'event' | 'error'
  readonly name: string
  readonly attributes: Attributes
}

/** What the shell has, once for all modules. */
export interface ShellServices {
  /** As much of the session as hosts need: `createSession` has it, and a portal with a session of its own can make it. */
  readonly session: Pick<Session, 'account' | 'auth'>
  readonly navigation: Navigation
  readonly locale: Signal<Locale>
  readonly theme: Signal<Theme>
  readonly modules: readonly ReleasedModule[]
  readonly apiBaseUrl: string
  readonly setTitle: (title: string) => void
  readonly announce: (text: string) => void
  readonly notify: (notice: Notice) => void
  readonly record: (record: TelemetryRecord) => void
  /** Present: modules have the capability `badges`. */
  readonly badges?: BadgeBoard
}

/** Where a shell shows how much waits behind the entries of its menu. */
export interface BadgeBoard {
  /** @param href address of an entry of the menu; @param count whole number, 0: nothing waits */
  readonly set: (href: string, count: number) => void
}

/** What modules may ask for by `host.has()`: it follows from what the shell gives. */
export function capabilitiesOf(services: Pick<ShellServices, 'badges'>): readonly Capability[] {
  return services.badges ? ['badges'] : []
}

/** The host of one mount, and its end. */
export interface HostHandle {
  readonly host: HostV1
  /** Whether the module has a question to ask before it is left: it may hold unsaved work. */
  readonly isBlocking: () => boolean
  /** The module is out of sight: it must not move the portal, and its overlays go; until `unpark`. */
  readonly park: () => void
  readonly unpark: () => void
  /** Aborts its requests, and takes back every subscription, blocker and element. */
  readonly dispose: () => void
}

/** All that one mounted module gets of the shell. It ends with the mount, whether or not the module lets go. */
export function createHost(module: ReleasedModule, root: HTMLElement, services: ShellServices): HostHandle {
  const { id, version } = module.manifest
  const { session, navigation } = services
  const controller = new AbortController()
  const overlayRoot = addOverlayRoot(id)
  const capabilities = capabilitiesOf(services)
  let isParked = false
  let blocks = 0
  const offs = new Set<Off>([() => overlayRoot.remove()])
  const kept = (off: Off): Off => {
    offs.add(off)
    return () => {
      offs.delete(off)
      off()
    }
  }
  const record = (kind: TelemetryRecord['kind'], name: string, attributes: Attributes) =>
    services.record({ moduleId: id, version, kind, name, attributes })
  /** After the end, or out of sight, a module that still runs must not move the portal. */
  const whileMounted =
    <A extends unknown[]>(act: (...args: A) => unknown) =>
    (...args: A): void => {
      if (controller.signal.aborted) record('event', 'used-after-unmount', {})
      else if (isParked) record('event', 'used-while-parked', {})
      else act(...args)
    }
  const block = (ask: () => Promise<boolean>): Off => {
    blocks += 1
    // A parked module is not what is left.
    const unblock = navigation.block(module.basePath, async () => isParked || ask())
    return kept(
      once(() => {
        blocks -= 1
        unblock()
      }),
    )
  }

  const host: HostV1 = deepFreeze({
    contract: CONTRACT,
    moduleId: id,
    signal: controller.signal,
    auth: {
      ...session.auth,
      subscribe: listener => kept(session.auth.subscribe(listener)),
    },
    user: keptSignal(
      mapSignal(session.account, account => account?.user ?? null),
      kept,
    ),
    locale: keptSignal(services.locale, kept),
    theme: keptSignal(services.theme, kept),
    nav: {
      basePath: module.basePath,
      push: whileMounted((path: string) => navigation.push(path)),
      replace: whileMounted((path: string) => navigation.replace(path)),
      block,
      href: (intent, params) => intentLink(services.modules, intent, params),
    },
    ui: {
      root,
      overlayRoot,
      setTitle: whileMounted(services.setTitle),
      announce: whileMounted(services.announce),
      notify: whileMounted(services.notify),
    },
    api: { baseUrl: services.apiBaseUrl },
    telemetry: {
      event: (name, attributes = {}) => record('event', name, attributes),
      error: (error, context = {}) => record('error', errorName(error), { ...context }),
      span: (name, work) => timed(work, ms => record('event', name, { ms })),
    },
    has: (capability => capabilities.includes(capability)) as HostV1['has'],
    ...(services.badges && { badges: badgesOf(module, services.badges) }),
  } satisfies HostV1)

  return {
    host,
    isBlocking: () => blocks > 0,
    park() {
      isParked = true
      overlayRoot.remove()
    },
    unpark() {
      isParked = false
      document.body.append(overlayRoot)
    },
    dispose() {
      controller.abort()
      for (const off of offs) off()
      offs.clear()
    },
  }
}

/** Only for entries that the module's manifest puts into the menu. */
function badgesOf({ basePath, manifest }: ReleasedModule, board: BadgeBoard): HostBadges {
  const paths = manifest.routes.filter(({ nav }) => nav !== undefined).map(({ path }) => path)
  return {
    set(path, count) {
      if (paths.includes(path))
        board.set(basePath + path.replace(/^\//, ''), Math.max(0, Math.trunc(count) || 0))
    },
  }
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}

function addOverlayRoot(id: string): HTMLElement {
  const element = document.createElement('div')
  element.dataset['mf'] = id
  element.dataset['overlays'] = ''
  document.body.append(element)
  return element
}

/** Tells how many milliseconds `work` took until it was done or had failed. */
function timed<T>(work: () => T, tell: (ms: number) => void): T {
  const begun = performance.now()
  const end = () => tell(Math.round(performance.now() - begun))
  let result: T
  try {
    result = work()
  } catch (error) {
    end()
    throw error
  }
  if (result instanceof Promise) void result.then(end, end)
  else end()
  return result
}

/** The class and, where there is one, the code: a message may quote what somebody typed, and so may what is in no form. */
function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as { code?: unknown }
  const name = /^[A-Z][A-Za-z]{2,40}$/.test(error.name) ? error.name : 'Error'
  return typeof code === 'string' && /^[A-Za-z_]{2,60}$/.test(code) ? `${name}: ${code}` : name
}

function keptSignal<T>(signal: Signal<T>, kept: (off: Off) => Off): Signal<T> {
  return { get: signal.get, subscribe: listener => kept(signal.subscribe(listener)) }
}

function mapSignal<T, R>(signal: Signal<T>, map: (value: T) => R): Signal<R> {
  return {
    get: () => map(signal.get()),
    subscribe: listener => signal.subscribe(value => listener(map(value))),
  }
}

/** Elements and the abort signal stay as the browser made them. */
function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (Object.getPrototypeOf(member) === Object.prototype) Object.freeze(member)
  }
  return Object.freeze(value)
}
