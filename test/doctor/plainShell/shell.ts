import type {
  HostV1,
  ImportMap,
  Locale,
  ModuleEntry,
  MountedModule,
  ReleasedModule,
  Theme,
} from '@sunshine-aid/host-contract'

// A portal without any framework that mounts one module: all that the contract asks for, by hand and in one file.
// It runs in the browser with its types taken off.

interface Page {
  readonly importMap: ImportMap
  readonly modules: readonly [ReleasedModule]
}

const find = (id: string) => document.getElementById(id)!
const page = JSON.parse(find('release').textContent) as Page
const [{ base, basePath, manifest }] = page.modules
const JSON_TYPE = { 'Content-Type': 'application/json' }

function createSignal<T>(initial: T) {
  const listeners = new Set<(value: T) => void>()
  let current = initial
  return {
    get: () => current,
    set(value: T) {
      current = value
      for (const listener of listeners) listener(value)
    },
    subscribe(listener: (value: T) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

// One renewal at a time, over all tabs.
let held: { token: string; until: number } | undefined
let renewal: Promise<string> | undefined
const tabs = new BroadcastChannel('plain-shell')
tabs.onmessage = ({ data }: MessageEvent<typeof held>) => (held = data)

function getToken({ force = false } = {}): Promise<string> {
  if (renewal) return renewal
  const refused = force ? held?.token : undefined
  if (!force && isGood(refused)) return Promise.resolve(held!.token)
  renewal = navigator.locks.request('token', () => renew(refused)).finally(() => (renewal = undefined))
  return renewal
}

async function renew(refused: string | undefined): Promise<string> {
  await new Promise(resolve => setTimeout(resolve, 50)) // what another tab has just told arrives
  return isGood(refused) ? held!.token : askIssuer()
}

async function askIssuer(): Promise<string> {
  const answer = await fetch('/stub/token', { method: 'POST', headers: JSON_TYPE, body: '{}' })
  const { accessToken, expiresIn } = (await answer.json()) as { accessToken: string; expiresIn: number }
  held = { token: accessToken, until: Date.now() + expiresIn * 1000 - 20_000 }
  tabs.postMessage(held)
  return accessToken
}

function isGood(refused: string | undefined): boolean {
  return held !== undefined && held.token !== refused && held.until > Date.now()
}

async function readPermissions(): Promise<readonly string[]> {
  const headers = { Authorization: `Bearer ${await getToken()}` }
  const answer = await fetch('/api/v1/me', { headers })
  return ((await answer.json()) as { permissions: string[] }).permissions
}

const permissions = await readPermissions()
const locale = createSignal<Locale>('zh-CN')
const theme = createSignal<Theme>('light')
const blockers = new Set<() => Promise<boolean>>()

async function go(path: string, change: 'pushState' | 'replaceState' = 'pushState'): Promise<void> {
  for (const ask of [...blockers]) if (!(await ask())) return
  history[change](null, '', path)
  await show()
}

function createHost(root: HTMLElement, overlayRoot: HTMLElement, signal: AbortSignal): HostV1 {
  return {
    contract: '1.0',
    moduleId: manifest.id,
    signal,
    auth: {
      getToken,
      can: permission => permissions.includes(permission),
      subscribe: () => () => undefined,
    },
    user: createSignal({ id: 'plain', name: '示例', org: '示例' }),
    locale: { get: locale.get, subscribe: locale.subscribe },
    theme: { get: theme.get, subscribe: theme.subscribe },
    nav: {
      basePath,
      push: path => void go(path),
      replace: path => void go(path, 'replaceState'),
      block(ask) {
        blockers.add(ask)
        return () => void blockers.delete(ask)
      },
      href: () => undefined,
    },
    ui: {
      root,
      overlayRoot,
      setTitle: title => void (document.title = `${title} · 示例门户`),
      announce: text => void (find('voice').textContent = text),
      notify: ({ text }) => void (find('notice').textContent = text),
    },
    api: { baseUrl: '/api/v1' },
    telemetry: {
      event: () => undefined,
      error: () => undefined,
      span: (_, work) => work(),
    },
    has: (() => false) as unknown as HostV1['has'],
  }
}

function freeze<T extends object>(value: T): T {
  for (const member of Object.values(value))
    if (Object.getPrototypeOf(member) === Object.prototype) Object.freeze(member)
  return Object.freeze(value)
}

let mounted: (MountedModule & { readonly end: () => void }) | undefined
let turn = Promise.resolve()

/** One change after the other, so that nothing is mounted twice. */
function show(): Promise<void> {
  turn = turn.then(showNow)
  return turn
}

async function showNow(): Promise<void> {
  const isHere = `${location.pathname}/`.startsWith(basePath)
  find('home').hidden = isHere
  if (isHere && !mounted) mounted = await open()
  if (isHere || !mounted) return
  const leaving = mounted
  mounted = undefined
  leaving.end()
  await leaving.unmount()
}

async function open() {
  const controller = new AbortController()
  const root = document.createElement('div')
  const overlayRoot = document.createElement('div')
  for (const element of [root, overlayRoot]) element.dataset['mf'] = manifest.id
  find('outlet').append(root)
  document.body.append(overlayRoot)
  const { mount } = (await import(base + manifest.entry)) as ModuleEntry
  const host = freeze(createHost(root, overlayRoot, controller.signal))
  const module = await mount(root, host)
  return {
    ...module,
    end() {
      controller.abort()
      for (const element of [root, overlayRoot]) element.remove()
    },
  }
}

window.addEventListener('popstate', () => void show())
find('language').addEventListener('click', () => locale.set('en'))
await show()
