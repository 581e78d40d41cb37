import type { Shape } from '../hostShape.ts'
import type { Recorder } from './recorder.ts'

/** A member of the host that is not what the contract says. */
export interface WrongMember {
  /** `nav.block`, `locale.get` */
  readonly path: string
  readonly expected: string
  readonly found: string
}

export interface HostFacts {
  readonly wrong: readonly WrongMember[]
  /** Objects of the host that anybody can change. */
  readonly unfrozen: readonly string[]
  readonly contract: string
  readonly moduleId: string
  readonly basePath: string
  readonly apiBaseUrl: string
  /** Where the page was when the host was read. */
  readonly path: string
  /** `ui.root` is the element in which the module was mounted. */
  readonly ownsRoot: boolean
  /** Values outside of the contract: `locale: zh_CN`. */
  readonly values: readonly string[]
  /** Which of the asked permissions the person has. */
  readonly permissions: Readonly<Record<string, boolean>>
}

/** What the page is asked: the contract as data, and the permissions of the routes. */
export interface HostQuestion {
  readonly host: Shape
  readonly capabilities: Readonly<Record<string, Shape>>
  readonly permissions: readonly string[]
}

/** Runs in the page: holds the host of the last mount against the contract. */
export function readHost({ host: shape, capabilities, permissions }: HostQuestion): HostFacts | undefined {
  type Loose = Record<string, unknown>
  const mounts =
    (globalThis as unknown as Record<symbol, Recorder | undefined>)[Symbol.for('sunshine-aid.doctor')]
      ?.mounts ?? []
  const mount = mounts.at(-1)
  if (!mount) return undefined
  const { host, element } = mount
  const wrong: WrongMember[] = []
  const unfrozen: string[] = []

  const kindOf = (value: unknown) =>
    value === null
      ? 'null'
      : Array.isArray(value)
        ? 'array'
        : typeof value === 'string'
          ? 'text'
          : typeof value
  const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null
  const isSignal = (value: unknown) =>
    isObject(value) && typeof value['get'] === 'function' && typeof value['subscribe'] === 'function'
  // A module may run in a frame of its own: its host is then of another window.
  const isMade = (value: unknown, by: string) =>
    isObject(value) && Object.prototype.toString.call(value).includes(by)

  function fits(value: unknown, kind: string): boolean {
    if (kind === 'signal') return isSignal(value)
    if (kind === 'abortSignal') return isMade(value, 'AbortSignal')
    if (kind === 'element') return isObject(value) && value['nodeType'] === 1
    return kindOf(value) === kind
  }

  function walk(value: unknown, expected: Shape, path: string) {
    if (typeof expected === 'string') {
      if (!fits(value, expected)) wrong.push({ path, expected, found: kindOf(value) })
      return
    }
    if (!isObject(value)) {
      wrong.push({ path, expected: 'object', found: kindOf(value) })
      return
    }
    if (!Object.isFrozen(value)) unfrozen.push(path || 'host')
    for (const [name, inner] of Object.entries(expected))
      walk(value[name], inner, path ? `${path}.${name}` : name)
  }

  /** What a function gives back is part of the contract as well. */
  function expectResult(path: string, expected: string, call: () => unknown) {
    if (wrong.some(member => member.path === path)) return
    let found: string
    try {
      found = kindOf(call())
    } catch {
      found = 'error'
    }
    if (found !== expected) wrong.push({ path: `${path}()`, expected, found })
  }

  const at = (path: string): unknown =>
    path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), host)
  const textAt = (path: string) => String(typeof at(path) === 'string' ? at(path) : '')
  const call = (path: string, ...args: unknown[]): unknown =>
    (at(path) as (...args: unknown[]) => unknown)(...args)
  const attempt = (path: string, ...args: unknown[]): unknown => {
    try {
      return call(path, ...args)
    } catch {
      return undefined
    }
  }

  walk(host, shape, '')
  for (const [name, members] of Object.entries(capabilities))
    if (attempt('has', name) === true) walk(host, members, '')
  expectResult('has', 'boolean', () => call('has', 'no-such-capability'))
  expectResult('auth.can', 'boolean', () => call('auth.can', 'no-such-permission'))
  for (const path of ['auth.subscribe', 'user.subscribe', 'locale.subscribe', 'theme.subscribe']) {
    expectResult(path, 'function', () => {
      const off = call(path, () => undefined)
      if (typeof off === 'function') (off as () => void)()
      return off
    })
  }
  expectResult('telemetry.span', 'text', () => call('telemetry.span', 'doctor', () => 'passed through'))

  const values: string[] = []
  const among = (path: string, allowed: readonly string[]) => {
    const value = attempt(`${path}.get`)
    if (typeof value === 'string' && allowed.includes(value)) return
    const isWord = typeof value === 'string' && /^[\w-]{0,20}$/.test(value)
    values.push(`${path}: ${isWord ? value : kindOf(value)}`)
  }
  if (isSignal(at('locale'))) among('locale', ['zh-CN', 'en'])
  if (isSignal(at('theme'))) among('theme', ['light', 'dark', 'contrast'])
  const user = attempt('user.get')
  const isUser = (one: unknown) =>
    isObject(one) && ['id', 'name', 'org'].every(name => typeof one[name] === 'string')
  // Never the person's own words: only which kind of thing there is.
  if (isSignal(at('user')) && user !== null && !isUser(user)) values.push(`user: ${kindOf(user)}`)

  return {
    wrong,
    unfrozen,
    contract: textAt('contract'),
    moduleId: textAt('moduleId'),
    basePath: textAt('nav.basePath'),
    apiBaseUrl: textAt('api.baseUrl'),
    path: location.pathname,
    ownsRoot: at('ui.root') === element,
    values,
    permissions: Object.fromEntries(permissions.map(name => [name, attempt('auth.can', name) === true])),
  }
}
