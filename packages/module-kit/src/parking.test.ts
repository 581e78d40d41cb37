import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, ref, Teleport } from 'vue'
import { onBeforeRouteLeave, useRouter, type Router } from 'vue-router'
import { useHost, useLocale } from './context.ts'
import { registerStyles } from './styles.ts'
import { aHost, leftOn, mounted, titleOf } from './testing/openModule.ts'
import { watchTrace, type TraceWatch } from './testing/trace.ts'
import { useRequest } from './useRequest.ts'
import { useUnsavedGuard } from './useUnsavedGuard.ts'
import { useWhileShown } from './useWhileShown.ts'

// Vue leaves one mark on the window, when it is first used.
createApp({ render: () => h('p') })

let trace: TraceWatch

beforeEach(() => {
  history.replaceState(null, '', '/sample/list')
  trace = watchTrace()
})
afterEach(() => trace.stop())

/** Beside the two elements of the test host. */
const left = () =>
  leftOn(trace)
    .map(({ kind }) => kind)
    .filter(kind => kind !== 'element')

const made = vi.fn()

/** A page that holds a number which only it knows. */
const List = defineComponent({
  setup() {
    made()
    const count = ref(0)
    const locale = useLocale()
    return () =>
      h('div', [
        h('h1', `list ${locale.value}`),
        h('a', { href: '/other/1' }, 'row'),
        h('button', { onClick: () => (count.value += 1) }, `count ${count.value}`),
      ])
  },
})

const list = { path: '/list', component: List, meta: { title: 'first' } } as const

function goTo(path: string) {
  history.pushState(null, '', path)
  window.dispatchEvent(new PopStateEvent('popstate', { state: null }))
}

beforeEach(() => made.mockClear())

describe('a parked module', () => {
  it('has nothing on the page, listens to nothing, and comes back as it was', async () => {
    registerStyles('sample', '.sample {}')
    const host = aHost()
    const module = await mounted(host, list)
    host.ui.root.querySelector('button')!.click()
    await module.suspend()
    expect(host.ui.root.childNodes).toHaveLength(0)
    expect(left()).toEqual(['vue-app'])
    await module.resume()
    expect(host.ui.root.querySelector('button')!.textContent).toBe('count 1')
    expect(document.adoptedStyleSheets).toHaveLength(1)
    expect(made).toHaveBeenCalledTimes(1)
  })

  it('leaves the address alone, even where a page goes on by itself', async () => {
    let router: Router | undefined
    const Page = defineComponent({
      setup() {
        router = useRouter()
        return () => h('h1', 'page')
      },
    })
    const host = aHost()
    const module = await mounted(host, { path: '/list', component: Page, meta: { title: 'first' } })
    await module.suspend()
    const before = trace.historyCalls().length
    goTo('/other/1')
    await router!.push('/second')
    await flushPromises()
    expect(location.pathname).toBe('/other/1')
    expect(trace.historyCalls()).toHaveLength(before + 1)
  })

  it('comes back at the page of the address', async () => {
    const host = aHost()
    const module = await mounted(host, list)
    await module.suspend()
    goTo('/other/1')
    goTo('/sample/second')
    await module.resume()
    expect(titleOf(host)).toBe('second')
    expect(location.pathname).toBe('/sample/second')
    expect(host.log.titles.at(-1)).toBe('第二页')
  })

  it('keeps its page and its address where somebody does not want to leave what they have typed', async () => {
    const Draft = defineComponent({
      setup() {
        onBeforeRouteLeave(() => false)
        return () => h('h1', 'draft')
      },
    })
    const host = aHost()
    const module = await mounted(host, { path: '/list', component: Draft, meta: { title: 'first' } })
    await module.suspend()
    goTo('/sample/second')
    await module.resume()
    expect([titleOf(host), location.pathname]).toEqual(['draft', '/sample/list'])
  })

  it('says its title again, and gives the focus back after a step back', async () => {
    const host = aHost()
    const module = await mounted(host, list)
    const entry: unknown = history.state
    const link = host.ui.root.querySelector('a')!
    link.focus()
    goTo('/other/1')
    link.blur() // as shells do before they hide what has the focus
    await module.suspend()
    host.log.titles.length = 0
    history.replaceState(entry, '', '/sample/list')
    await module.resume()
    expect(host.log.titles).toEqual(['第一页'])
    expect(document.activeElement).toBe(link)
    expect(host.log.announcements).toHaveLength(1)
  })

  it('begins at its heading when it is entered anew', async () => {
    const host = aHost()
    const module = await mounted(host, list)
    host.ui.root.querySelector('a')!.focus()
    await module.suspend()
    goTo('/other/1')
    goTo('/sample/list')
    await module.resume()
    expect(document.activeElement?.textContent).toBe('list zh-CN')
    expect(host.log.announcements).toEqual([])
  })

  it('has the language and the theme of the shell when it comes back', async () => {
    const host = aHost()
    const module = await mounted(host, list)
    await module.suspend()
    host.setLocale('en')
    expect(host.log.titles).not.toContain('First page')
    await module.resume()
    expect(titleOf(host)).toBe('list en')
    expect(host.log.titles.at(-1)).toBe('First page')
  })

  it('asks nothing before it is left, and stops what runs only while it is shown', async () => {
    const running = { now: 0, begun: 0 }
    const Page = defineComponent({
      setup() {
        useUnsavedGuard(
          () => true,
          () => Promise.resolve(false),
        )
        useWhileShown(() => {
          running.now += 1
          running.begun += 1
          return () => (running.now -= 1)
        })
        return () => h('h1', 'page')
      },
    })
    const host = aHost()
    const module = await mounted(host, { path: '/list', component: Page, meta: { title: 'first' } })
    expect(await host.mayLeave()).toBe(false)
    await module.suspend()
    expect([await host.mayLeave(), running.now]).toEqual([true, 0])
    await module.resume()
    expect([await host.mayLeave(), running]).toEqual([false, { now: 1, begun: 2 }])
    await module.unmount()
    expect([await host.mayLeave(), running.now]).toEqual([true, 0])
  })

  it('may be suspended, resumed and unmounted in any order', async () => {
    const host = aHost()
    const module = await mounted(host, list)
    await Promise.all([
      module.suspend(),
      module.suspend(),
      module.resume(),
      module.resume(),
      module.suspend(),
    ])
    expect(host.ui.root.childNodes).toHaveLength(0)
    await Promise.all([module.resume(), module.suspend(), module.resume()])
    expect(titleOf(host)).toBe('list zh-CN')
    await Promise.all([
      module.suspend(),
      module.unmount(),
      module.resume(),
      module.suspend(),
      module.unmount(),
    ])
    expect(host.ui.root.childNodes).toHaveLength(0)
    expect(left()).toEqual([])
    expect(made).toHaveBeenCalledTimes(1)
  })

  it('is made anew where a dialog was open, which would hold the whole document', async () => {
    const Page = defineComponent({
      setup() {
        made()
        const { overlayRoot } = useHost().ui
        return () =>
          h('div', [h('h1', 'page'), h(Teleport, { to: overlayRoot }, h('div', { role: 'dialog' }))])
      },
    })
    const host = aHost()
    const module = await mounted(host, { path: '/list', component: Page, meta: { title: 'first' } })
    await module.suspend()
    expect(host.ui.overlayRoot.children).toHaveLength(0)
    await module.resume()
    expect([titleOf(host), made.mock.calls.length]).toEqual(['page', 2])
  })

  it('is made anew, and the failure reported, when it cannot come back', async () => {
    const fail = ref(false)
    const Page = defineComponent({
      setup() {
        made()
        onBeforeRouteLeave(() => {
          if (fail.value) throw new Error('no')
        })
        return () => h('h1', 'page')
      },
    })
    const host = aHost()
    const module = await mounted(host, { path: '/list', component: Page, meta: { title: 'first' } })
    await module.suspend()
    fail.value = true
    goTo('/sample/second')
    await module.resume()
    expect(titleOf(host)).toBe('second')
    expect(host.log.errors.length).toBeGreaterThan(0)
  })
})

describe('another person', () => {
  const other = { id: 'u2', name: 'u2', org: 'o2' }

  it('sees nothing of what was parked', async () => {
    const host = aHost()
    const module = await mounted(host, list)
    await module.suspend()
    host.setUser(other)
    expect(host.ui.root.childNodes).toHaveLength(0)
    await module.resume()
    expect(made).toHaveBeenCalledTimes(2)
    expect(host.ui.root.querySelector('button')!.textContent).toBe('count 0')
  })

  it('finds an empty place at once, and then a page of their own', async () => {
    const host = aHost()
    await mounted(host, list)
    host.setAuth('changed-user')
    expect(host.ui.root.childNodes).toHaveLength(0)
    host.setUser(null)
    expect(host.ui.root.childNodes).toHaveLength(0)
    host.setUser(other)
    await expect.poll(() => titleOf(host)).toBe('list zh-CN')
    expect(made).toHaveBeenCalledTimes(2)
  })
})

describe('a request', () => {
  function asking() {
    const asked: { readonly signal: AbortSignal; answer(value: string): void; fail(error: unknown): void }[] =
      []
    const Page = defineComponent({
      setup() {
        const { data, error, pending } = useRequest(
          signal =>
            new Promise<string>((answer, fail) => {
              signal.addEventListener('abort', () => fail(new DOMException('aborted', 'AbortError')))
              asked.push({ signal, answer, fail })
            }),
        )
        return () =>
          h('h1', `${data.value ?? ''} ${error.value?.code ?? ''} ${pending.value ? 'pending' : ''}`.trim())
      },
    })
    return { asked, page: { path: '/list', component: Page, meta: { title: 'first' } } as const }
  }

  it('ends when the module is parked, and is asked again when it comes back', async () => {
    const { asked, page } = asking()
    const host = aHost()
    const module = await mounted(host, page)
    await module.suspend()
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true])
    await flushPromises()
    await module.resume()
    await flushPromises()
    expect(titleOf(host)).toBe('pending')
    asked[1]!.answer('a')
    await flushPromises()
    expect(titleOf(host)).toBe('a')
  })

  it('that was answered is refreshed in place, without a sign of loading', async () => {
    const { asked, page } = asking()
    const host = aHost()
    const module = await mounted(host, page)
    asked[0]!.answer('a')
    await flushPromises()
    await module.suspend()
    await module.resume()
    await flushPromises()
    expect([asked.length, titleOf(host)]).toEqual([2, 'a'])
    asked[1]!.answer('b')
    await flushPromises()
    expect(titleOf(host)).toBe('b')
  })
})
