import { describe, expect, it } from 'vitest'
import { aRelease } from '../testing/samples.ts'
import { plainServices, type PortalFunctions } from './plainServices.ts'

const zhou = { id: 'u1', name: '周敏', org: '一中' }
const chen = { id: 'u2', name: '陈立', org: '一中' }

function someServices(changes: Partial<PortalFunctions> = {}) {
  return plainServices(
    {
      getToken: () => 'token',
      user: zhou,
      permissions: ['file.read'],
      apiBaseUrl: '/api/v1',
      onNotice: () => undefined,
      ...changes,
    },
    aRelease([]),
  )
}

describe('a portal that gives plain functions', () => {
  it('is asked for one new token by ten refused requests', async () => {
    const asked: unknown[] = []
    const { services: shell } = someServices({
      getToken: async options => `token ${asked.push(options)}`,
    })
    const tokens = await Promise.all(
      Array.from({ length: 10 }, () => shell.session.auth.getToken({ force: true })),
    )
    expect(new Set(tokens)).toEqual(new Set(['token 1']))
    expect(asked).toEqual([{ force: true }])
  })

  it('is asked again after a token could not be had', async () => {
    let isDown = true
    const { services: shell } = someServices({
      getToken: async () => (isDown ? Promise.reject(new Error('down')) : 'token'),
    })
    await expect(shell.session.auth.getToken()).rejects.toThrow('down')
    isDown = false
    expect(await shell.session.auth.getToken()).toBe('token')
  })

  it('decides what the user may do, also when it changes', () => {
    const { services: shell, controls } = someServices()
    expect(shell.session.auth.can('file.read')).toBe(true)
    controls.setUser(zhou, [])
    expect(shell.session.auth.can('file.read')).toBe(false)
  })

  it('has modules drop everything when somebody else is there, and nothing when it is the same person', () => {
    const { services: shell, controls } = someServices()
    const heard: string[] = []
    shell.session.auth.subscribe(state => heard.push(state))
    controls.setUser(zhou, ['file.read', 'file.write'])
    expect(heard).toEqual([])
    controls.setUser(chen, [])
    expect(heard).toEqual(['changed-user'])
  })

  it('tells modules that the session has ended, and that it goes on', () => {
    const { services: shell, controls } = someServices()
    const heard: string[] = []
    const off = shell.session.auth.subscribe(state => heard.push(state))
    controls.setAuth('expired')
    controls.setAuth('ok')
    off()
    controls.setAuth('expired')
    expect(heard).toEqual(['expired', 'ok'])
  })

  it('leaves titles and announcements to the document, for as long as it lasts', () => {
    document.body.replaceChildren()
    const { services: shell, dispose } = someServices()
    shell.setTitle('申请办理')
    shell.announce('已保存')
    expect(document.title).toBe('申请办理')
    expect(document.querySelector('[aria-live="polite"]')?.textContent).toBe('已保存')
    dispose()
    expect(document.body.childElementCount).toBe(0)
  })

  it('offers badges only where it shows them', () => {
    const shown: unknown[] = []
    expect(someServices().services.badges).toBeUndefined()
    someServices({ onBadge: (...badge) => shown.push(badge) }).services.badges?.set('/applications/', 3)
    expect(shown).toEqual([['/applications/', 3]])
  })
})
