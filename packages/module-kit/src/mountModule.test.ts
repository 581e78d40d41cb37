import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { h } from 'vue'
import { aHost, leftOn, mounted, titleOf } from './testing/openModule.ts'
import { leftPages, sampleModule } from './testing/sampleModule.ts'
import { watchTrace, type TraceKind, type TraceWatch } from './testing/trace.ts'

let trace: TraceWatch

beforeEach(() => {
  history.replaceState(null, '', '/sample/')
  trace = watchTrace()
})
afterEach(() => trace.stop())

const left = (kind?: TraceKind) =>
  leftOn(trace)
    .filter(trail => kind === undefined || trail.kind === kind)
    .map(({ what }) => what)

describe('a mounted module', () => {
  it('shows the page of the address, with its title', async () => {
    history.replaceState(null, '', '/sample/second')
    const host = aHost()
    await mounted(host)
    expect(titleOf(host)).toBe('second')
    expect(host.log.titles).toEqual(['第二页'])
  })

  it('follows the language of the shell', async () => {
    const host = aHost()
    await mounted(host)
    host.setLocale('en')
    await Promise.resolve()
    expect(host.log.titles).toEqual(['第一页', 'First page'])
  })

  it('gives the focus to the heading of the page it goes to', async () => {
    const host = aHost()
    await mounted(host)
    host.ui.root.querySelector('a')!.click()
    await expect.poll(() => document.activeElement?.textContent).toBe('second')
    expect(location.pathname).toBe('/sample/second')
  })

  it('leaves the focus at the top of the document after a hard load', async () => {
    const host = aHost()
    await mounted(host)
    expect(document.activeElement).toBe(document.body)
  })

  it('says that there is no such page, and that a page may not be opened', async () => {
    history.replaceState(null, '', '/sample/nothing')
    const host = aHost()
    const module = await mounted(host)
    expect(titleOf(host)).toBe('没有这个页面')
    await module.unmount()

    history.replaceState(null, '', '/sample/guarded')
    const guarded = {
      path: '/guarded',
      component: { render: () => h('h1', 'secret') },
      meta: { title: 'first', permission: 'panel.vote' },
    } as const
    await mounted(host, guarded)
    expect(titleOf(host)).toBe('您没有打开这个页面的权限')
  })
})

describe('a module that was unmounted', () => {
  it('leaves no listener, style, element or history call after twenty rounds', async () => {
    const host = aHost()
    for (let round = 0; round < 20; round += 1) {
      const module = await mounted(host)
      await module.unmount()
    }
    expect(left()).toEqual(['<div>', '<div>']) // the test host's own two
    expect(host.ui.root.childNodes).toHaveLength(0)
  })

  it('does not touch the address of whatever comes next', async () => {
    const host = aHost()
    const module = await mounted(host)
    await module.unmount()
    const before = trace.historyCalls().length
    history.pushState(null, '', '/other/42')
    window.dispatchEvent(new PopStateEvent('popstate', { state: null }))
    await new Promise(resolve => setTimeout(resolve))
    expect(location.pathname).toBe('/other/42')
    expect(trace.historyCalls().length).toBe(before + 1)
  })

  it('has unmounted its pages, and may be unmounted again', async () => {
    leftPages.length = 0
    const host = aHost()
    const module = await mounted(host)
    await module.unmount()
    await module.unmount()
    expect(leftPages).toEqual(['first'])
  })

  it('works the same through the single-spa lifecycles', async () => {
    const host = aHost()
    const { singleSpa } = sampleModule()
    const props = { name: 'sample', host }
    await singleSpa.bootstrap(props)
    await singleSpa.mount(props)
    expect(titleOf(host)).toBe('first')
    await singleSpa.unmount(props)
    expect(host.ui.root.childNodes).toHaveLength(0)
  })
})

it('a mount that fails rejects and leaves nothing behind', async () => {
  const host = aHost()
  const lost = {
    path: '/lost',
    component: () => Promise.reject(new Error('chunk')),
    meta: { title: 'first' },
  } as const
  history.replaceState(null, '', '/sample/lost')
  await expect(mounted(host, lost)).rejects.toThrow('chunk')
  expect(left('listener')).toEqual([])
  expect(host.ui.root.childNodes).toHaveLength(0)
})
