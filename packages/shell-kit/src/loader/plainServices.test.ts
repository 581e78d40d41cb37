import { describe, expect, it } from 'vitest'
import { aRelease } from '../testing/samples.ts'
import { plainServices, type PortalFunctions } from './plainServices.ts'

const zhou = { id: 'u1', name: '周敏', org: '一中' }
const chen = { id: 'u2', name: '陈立', org: '一中' }

function services(changes: Partial<PortalFunctions> = {}) {
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
    const { services: shell } = services({
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
    const { services: shell } = services({
      getToken: async () => (isDown ? Promise.reject(new Error('down')) : 'token'),
    })
    await expect(shell.session.auth.getToken()).rejects.toThrow('down')
    isDown = false
    expect(await shell.session.auth.getToken()).toBe('token')
  })

  it('decides what the user may do, also when it changes', () => {
    const { services: shell, setUser } = services()
    expect(shell.session.auth.can('file.read')).toBe(true)
    setUser(zhou, [])
    expect(shell.session.auth.can('file.read')).toBe(false)
  })

  it('has modules drop everything when somebody else is there, and nothing when it is the same person', () => {
    const { services: shell, setUser } = services()
    const heard: string[] = []
    shell.session.auth.subscribe(state => heard.push(state))
    setUser(zhou, ['file.read', 'file.write'])
    expect(heard).toEqual([])
    setUser(chen, [])
    expect(heard).toEqual(['changed-user'])
  })

  it('tells modules that the session has ended, and that it goes on', () => {
    const { services: shell, setAuth } = services()
    const heard: string[] = []
    const off = shell.session.auth.subscribe(state => heard.push(state))
    setAuth('expired')
    setAuth('ok')
    off()
    setAuth('expired')
    expect(heard).toEqual(['expired', 'ok'])
  })

  it('hears titles and announcements, or leaves them to the document', () => {
    const { services: shell } = services()
    shell.setTitle('申请办理')
    shell.announce('已保存')
    expect(document.title).toBe('申请办理')
    expect(document.querySelector('[aria-live="polite"]')?.textContent).toBe('已保存')
  })

  it('offers badges only where it shows them', () => {
    const shown: unknown[] = []
    expect(services().services.badges).toBeUndefined()
    services({ onBadge: (...badge) => shown.push(badge) }).services.badges?.set('/applications/', 3)
    expect(shown).toEqual([['/applications/', 3]])
  })
})
