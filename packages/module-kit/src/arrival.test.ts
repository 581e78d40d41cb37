import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { UiConfirm, UiRoot } from '@sunshine-aid/ui-kit'
import { defineModule } from './defineModule.ts'
import { aHost, leftOn, mounted, titleOf } from './testing/openModule.ts'
import { messages } from './testing/sampleModule.ts'
import type { TestHost } from './testing/testHost.ts'
import { watchTrace, type TraceWatch } from './testing/trace.ts'

let trace: TraceWatch
const scrollTo = vi.fn()

beforeEach(() => {
  history.replaceState(null, '', '/sample/list')
  trace = watchTrace()
})
afterEach(() => trace.stop())

/** Rows that come when the test says so, as those of a request do. */
function aList() {
  const rows = ref<readonly string[]>([])
  const List = defineComponent({
    setup: () => () =>
      h('div', [
        h('h1', 'list'),
        ...rows.value.map(row => h('a', { href: `/sample/second?row=${row}` }, row)),
      ]),
  })
  return { rows, page: { path: '/list', component: List, meta: { title: 'first' } } as const }
}

async function withList(...first: string[]) {
  const host = aHost()
  Object.assign(window, { scrollTo })
  const { rows, page } = aList()
  rows.value = first
  const module = await mounted(host, page)
  return { host, rows, module }
}

const linkTo = (host: TestHost, row: string) =>
  [...host.ui.root.querySelectorAll('a')].find(({ textContent }) => textContent === row)

/** The address changes as a router, or a shell, changes it. */
function follow(link: HTMLElement | undefined, path: string) {
  link!.addEventListener('click', event => event.preventDefault(), { once: true })
  link!.click()
  history.pushState({ ...(history.state as object), returnTo: undefined }, '', path)
  const state: unknown = history.state
  window.dispatchEvent(new PopStateEvent('popstate', { state }))
}

function back(entry: unknown, path: string) {
  history.replaceState(entry, '', path)
  window.dispatchEvent(new PopStateEvent('popstate', { state: entry }))
}

describe('a step back', () => {
  it('gives the focus to the link by which the page was left, once its row is there', async () => {
    const { host, rows } = await withList('a', 'b', 'c')
    const link = linkTo(host, 'b')
    vi.stubGlobal('scrollY', 700)
    onTestFinished(() => void vi.unstubAllGlobals())
    link!.addEventListener('click', event => event.preventDefault(), { once: true })
    link!.click()
    const entry: unknown = history.state
    follow(linkTo(host, 'c'), '/sample/second')
    await expect.poll(() => titleOf(host)).toBe('second')

    rows.value = []
    scrollTo.mockClear()
    back(entry, '/sample/list')
    await expect.poll(() => document.activeElement?.textContent).toBe('list')
    rows.value = ['a', 'b', 'c']
    await expect.poll(() => document.activeElement?.textContent).toBe('b')
    expect(scrollTo).toHaveBeenLastCalledWith(0, 700)
    expect(leftOn(trace).filter(({ kind }) => kind === 'timer' || kind === 'observer')).toEqual([])
  })

  it('leaves somebody alone who does something before the row is there', async () => {
    const { host, rows } = await withList('a')
    linkTo(host, 'a')!.addEventListener('click', event => event.preventDefault(), { once: true })
    linkTo(host, 'a')!.click()
    const entry: unknown = history.state
    follow(linkTo(host, 'a'), '/sample/second')
    await expect.poll(() => titleOf(host)).toBe('second')
    rows.value = []
    back(entry, '/sample/list')
    await expect.poll(() => document.activeElement?.textContent).toBe('list')
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }))
    rows.value = ['a']
    await flushPromises()
    expect(document.activeElement?.textContent).toBe('list')
  })
})

it('a step back gives the focus to a link of the shell where the page was left by it', async () => {
  const menu = document.body.appendChild(document.createElement('a'))
  onTestFinished(() => menu.remove())
  menu.setAttribute('href', '/other/')
  const { host, module } = await withList('a')
  linkTo(host, 'a')!.focus()
  menu.addEventListener('click', event => event.preventDefault(), { once: true })
  menu.focus()
  menu.click()
  const entry: unknown = history.state
  history.pushState(null, '', '/other/')
  await module.suspend()
  history.replaceState(entry, '', '/sample/list')
  await module.resume()
  expect(document.activeElement).toBe(menu)
})

describe('entering a module', () => {
  it('after something was done on the page gives the focus to its heading', async () => {
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { hasBeenActive: true } })
    onTestFinished(() => void Reflect.deleteProperty(navigator, 'userActivation'))
    const { host } = await withList()
    expect(document.activeElement).toBe(host.ui.root.querySelector('h1'))
    expect(host.log.announcements).toEqual([])
  })

  it('is announced by its title where it has no heading', async () => {
    const host = aHost()
    const elsewhere = document.body.appendChild(document.createElement('button'))
    onTestFinished(() => elsewhere.remove())
    elsewhere.focus()
    document.title = '第一页'
    const page = { path: '/list', component: { render: () => h('p') }, meta: { title: 'first' } } as const
    await mounted(host, page)
    expect(host.log.announcements).toEqual(['第一页'])
  })
})

it('leaving with an open dialog leaves nothing inert, hidden or locked', async () => {
  const Page = defineComponent({
    setup: () => () =>
      h('div', [
        h('h1', 'page'),
        h(UiConfirm, { open: true, title: '要离开吗', confirmLabel: '离开' }, () => '尚未保存'),
      ]),
  })
  const dialog = defineModule({
    id: 'sample',
    title: 'module',
    messages,
    root: UiRoot,
    routes: [{ path: '/list', component: Page, meta: { title: 'first' } }],
  })
  const host = aHost()
  const before = document.body.getAttributeNames()
  const module = await dialog.mount(host.ui.root, host)
  await expect.poll(() => document.querySelector('[role="alertdialog"], [role="dialog"]')).not.toBeNull()
  await module.suspend()
  await flushPromises()
  expect(
    document.querySelectorAll('[inert], [aria-hidden="true"], [role="dialog"], [role="alertdialog"]'),
  ).toHaveLength(0)
  expect(document.body.getAttributeNames().filter(name => !before.includes(name))).toEqual([])
  await module.unmount()
  await expect.poll(() => leftOn(trace).filter(({ kind }) => kind === 'listener')).toEqual([])
})
