import { describe, expect, it } from 'vitest'
import { createHost } from './createHost.ts'
import { aModule, someServices } from './testing/samples.ts'

const archives = aModule('archives', {
  intents: {
    provides: { 'archive.open': { path: '/students/:studentId', params: { studentId: 'string' } } },
    calls: {},
  },
})

function aHost() {
  const module = aModule('sample')
  const services = someServices([module, archives])
  return { services, ...createHost(module, document.createElement('div'), services) }
}

describe('the host of a module', () => {
  it('is frozen, to its groups', () => {
    const { host, dispose } = aHost()
    expect(() => Object.assign(host, { moduleId: 'other' })).toThrow(TypeError)
    expect(() => Object.assign(host.auth, { can: () => true })).toThrow(TypeError)
    dispose()
  })

  it('ends everything with the mount, whether or not the module lets go', () => {
    const { host, services, dispose } = aHost()
    let heard = 0
    host.locale.subscribe(() => (heard += 1))
    host.nav.block(async () => false)
    dispose()
    services.locale.subscribe(() => undefined)
    ;(services.locale as unknown as { set(value: string): void }).set('en')
    expect(heard).toBe(0)
    expect(host.signal.aborted).toBe(true)
    expect(host.ui.overlayRoot.isConnected).toBe(false)
  })

  it('does not let a module that is gone move the portal, and reports it', () => {
    const { host, services, dispose } = aHost()
    dispose()
    host.ui.setTitle('late')
    host.nav.push('/elsewhere')
    expect(services.titles).toEqual([])
    expect(location.pathname).not.toBe('/elsewhere')
    expect(services.records.map(({ name }) => name)).toEqual(['used-after-unmount', 'used-after-unmount'])
  })

  it('links to the screen of another module, and to none where nobody offers it', () => {
    const { host, dispose } = aHost()
    expect(host.nav.href('archive.open', { studentId: 'a/b' })).toBe('/archives/students/a%2Fb')
    expect(host.nav.href('application.open', { applicationId: 'x' })).toBeUndefined()
    dispose()
  })

  it('reports errors by class and code, never by a message that may quote a person', () => {
    const { host, services, dispose } = aHost()
    host.telemetry.error(Object.assign(new Error('张三'), { code: 'not_found' }), { phase: 'render' })
    expect(services.records).toEqual([
      {
        moduleId: 'sample',
        version: '1.2.3',
        kind: 'error',
        name: 'Error: not_found',
        attributes: { phase: 'render' },
      },
    ])
    dispose()
  })

  it('has badges where the shell has, for the entries of its own menu', () => {
    const set: [string, number][] = []
    const module = aModule('sample')
    const services = {
      ...someServices([module]),
      badges: { set: (...one: [string, number]) => set.push(one) },
    }
    const { host, dispose } = createHost(module, document.createElement('div'), services)
    if (!host.has('badges')) throw new Error('no badges')
    host.badges.set('/', 3)
    host.badges.set('/', -2.5)
    host.badges.set('/not-in-the-menu', 9)
    expect(set).toEqual([
      ['/sample/', 3],
      ['/sample/', 0],
    ])
    dispose()
  })

  it('has none where the shell has none', () => {
    const { host, dispose } = aHost()
    expect([host.has('badges'), 'badges' in host]).toEqual([false, false])
    dispose()
  })
})
