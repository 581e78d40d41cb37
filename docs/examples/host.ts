import type {
  AuthState,
  Capability,
  HostV1,
  Locale,
  ModuleEntry,
  Notice,
  Off,
  ReleasedModule,
  Signal,
  Theme,
} from '@sunshine-aid/host-contract'

// The host side of the contract, written by hand from `host-contract` alone: no shell-kit, no framework. Whoever
// writes a shell of their own begins here. What it leaves out, and shell-kit has: time limits, retries, going back to
// the version before, questions before Back and Forward.

/** What this portal has, once for all modules. */
export interface Portal {
  readonly session: {
    readonly user: { readonly id: string; readonly name: string; readonly org: string }
    readonly permissions: readonly string[]
    readonly getToken: (options?: { readonly force?: boolean }) => Promise<string>
    readonly subscribe: (listener: (state: AuthState) => void) => Off
  }
  readonly modules: readonly ReleasedModule[]
  readonly locale: Signal<Locale>
  readonly theme: Signal<Theme>
  /** Goes to a page of the portal by the portal's own router. */
  readonly go: (path: string, options: { readonly replace: boolean }) => void
  readonly say: (notice: Notice) => void
  /** Says to screen readers, politely. */
  readonly announce: (text: string) => void
  /** Asked before the portal leaves a module; the portal's router calls `mayLeave`. */
  readonly blockers: Set<() => Promise<boolean>>
}

/** Whether nobody minds that the module is left: unsaved work asks the user. */
export async function mayLeave({ blockers }: Portal): Promise<boolean> {
  for (const ask of [...blockers]) if (!(await ask())) return false
  return true
}

/** Puts a module into `place`; the result takes it away again. */
export async function mountModule(
  module: ReleasedModule,
  place: HTMLElement,
  portal: Portal,
): Promise<() => Promise<void>> {
  const { mount } = await importEntry(module)
  const root = document.createElement('div')
  root.dataset['mf'] = module.manifest.id
  place.append(root)
  const { host, end } = createHost(module, root, portal)
  try {
    const mounted = await mount(root, host)
    return async () => {
      end()
      await mounted.unmount()
      root.remove()
    }
  } catch (error) {
    end()
    root.remove()
    throw error
  }
}

/** Runs the module's file once its bytes were found to be the released ones: a preloaded script is not fetched again. */
function importEntry({ base, manifest }: ReleasedModule): Promise<ModuleEntry> {
  const link = document.createElement('link')
  link.rel = 'modulepreload'
  link.integrity = manifest.files[manifest.entry] ?? ''
  link.href = base + manifest.entry
  return new Promise<ModuleEntry>((resolve, reject) => {
    link.onload = () => resolve(import(/* @vite-ignore */ link.href) as Promise<ModuleEntry>)
    link.onerror = () => reject(new Error(`${manifest.id} did not arrive as it was released.`))
    document.head.append(link)
  }).finally(() => link.remove())
}

/** The host of one mount; `end` takes back all that the module was given. */
export function createHost(module: ReleasedModule, root: HTMLElement, portal: Portal) {
  const { session } = portal
  const controller = new AbortController()
  const overlayRoot = document.createElement('div')
  overlayRoot.dataset['mf'] = module.manifest.id
  document.body.append(overlayRoot)
  const offs = new Set<Off>([() => overlayRoot.remove(), () => controller.abort()])
  const untilEnd = (off: Off): Off => {
    offs.add(off)
    return off
  }
  const host: HostV1 = {
    contract: '1.0',
    moduleId: module.manifest.id,
    signal: controller.signal,
    auth: {
      getToken: session.getToken,
      can: permission => session.permissions.includes(permission),
      subscribe: listener => untilEnd(session.subscribe(listener)),
    },
    user: { get: () => session.user, subscribe: () => () => undefined },
    locale: portal.locale,
    theme: portal.theme,
    nav: {
      basePath: module.basePath,
      push: path => portal.go(path, { replace: false }),
      replace: path => portal.go(path, { replace: true }),
      block(ask) {
        portal.blockers.add(ask)
        return untilEnd(() => portal.blockers.delete(ask))
      },
      href: (intent, params) => screenOf(portal.modules, intent, params),
    },
    ui: {
      root,
      overlayRoot,
      setTitle: title => (document.title = title),
      announce: portal.announce,
      notify: portal.say,
    },
    api: { baseUrl: '/api/v1' },
    telemetry: { event: () => undefined, error: () => undefined, span: (_, work) => work() },
    has: ((_capability: Capability) => false) as HostV1['has'],
  }
  return { host: Object.freeze(host), end: () => offs.forEach(off => off()) }
}

/** Where the screen is that some module offers; `undefined` when none does. */
function screenOf(
  modules: readonly ReleasedModule[],
  intent: string,
  params: Readonly<Record<string, string>>,
): string | undefined {
  const provider = modules.find(({ manifest }) => intent in manifest.intents.provides)
  const path = provider?.manifest.intents.provides[intent]?.path
  if (!provider || path === undefined) return undefined
  return provider.basePath + path.slice(1).replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
}
