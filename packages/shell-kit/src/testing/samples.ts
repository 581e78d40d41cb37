import type {
  HostV1,
  ModuleEntry,
  ModuleManifest,
  MountedModule,
  Release,
  ReleasedModule,
} from '@sunshine-aid/host-contract'
import type { ShellServices, TelemetryRecord } from '../createHost.ts'
import { createNavigation } from '../navigation.ts'
import { createSession, type Account, type Session } from '../session.ts'
import { createSignal } from '../signal.ts'
import type { TabMessage, Tabs } from '../tabs.ts'

export function aManifest(id: string, changes: Partial<ModuleManifest> = {}): ModuleManifest {
  return {
    schema: 1,
    id,
    version: '1.2.3',
    contract: '^1.0',
    title: { 'zh-CN': id, en: id },
    entry: `${id}.js`,
    css: [],
    files: {},
    shared: {},
    uses: {},
    routes: [{ path: '/', title: { 'zh-CN': '首页', en: 'Home' }, nav: 10 }],
    intents: { provides: {}, calls: {} },
    capabilities: { needs: [], likes: [] },
    api: { operations: [] },
    locales: ['zh-CN', 'en'],
    ...changes,
  }
}

export function aModule(id: string, changes: Partial<ModuleManifest> = {}): ReleasedModule {
  return { base: `/mf/${id}/1.2.3/`, basePath: `/${id}/`, train: 't1', manifest: aManifest(id, changes) }
}

export function aRelease(modules: readonly ReleasedModule[]): Release {
  return {
    schema: 1,
    id: 'r1',
    previous: null,
    train: 't1',
    trains: { t1: { vue: '3.5.45' } },
    importMap: { imports: {}, integrity: {} },
    modules,
  }
}

/** A module that writes its id into its element; `changes` make it misbehave. */
export function anEntry(
  changes: Partial<{ mount: ModuleEntry['mount']; unmount: () => Promise<void> }> = {},
): ModuleEntry {
  const mount = async (el: HTMLElement, host: HostV1): Promise<MountedModule> => {
    el.textContent = `module ${host.moduleId}`
    const nothing = () => Promise.resolve()
    return { update: nothing, suspend: nothing, resume: nothing, unmount: changes.unmount ?? nothing }
  }
  const nothing = () => Promise.resolve()
  return {
    mount: changes.mount ?? mount,
    singleSpa: { bootstrap: nothing, mount: nothing, unmount: nothing, update: nothing },
  }
}

/** Tabs of one browser that share a lock and hear each other, without a browser. */
export function someTabs(): () => Tabs {
  const listeners = new Set<{ owner: object; hear: (message: TabMessage) => void }>()
  let turn: Promise<unknown> = Promise.resolve()
  return () => {
    const owner = {}
    return {
      inTurn(work) {
        const mine = turn.then(work)
        turn = mine.catch(() => undefined)
        return mine
      },
      tell: message => [...listeners].forEach(other => other.owner !== owner && other.hear(message)),
      listen: hear => void listeners.add({ owner, hear }),
    }
  }
}

export const anAccount: Account = {
  user: { id: 'u1', name: '周敏', org: '一中' },
  permissions: ['file.read'],
}

export interface TestServices extends ShellServices {
  readonly session: Session
  readonly records: TelemetryRecord[]
  readonly titles: string[]
}

/** A shell with somebody signed in. */
export function someServices(modules: readonly ReleasedModule[]): TestServices {
  const session = createSession({
    fetchToken: async () => ({ accessToken: 'token', subject: 's1', expiresIn: 300 }),
    readAccount: async getToken => getToken().then(() => anAccount),
    tabs: someTabs()(),
  })
  const records: TelemetryRecord[] = []
  const titles: string[] = []
  return {
    session,
    navigation: createNavigation(),
    locale: createSignal('zh-CN' as const),
    theme: createSignal('light' as const),
    modules,
    apiBaseUrl: '/api/v1',
    setTitle: title => void titles.push(title),
    announce: () => undefined,
    notify: () => undefined,
    record: record => void records.push(record),
    records,
    titles,
  }
}
