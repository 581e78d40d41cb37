import { ProblemError } from '@sunshine-aid/api-contract'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { defineComponent, h, ref, type Component } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { useUnsavedGuard } from './useUnsavedGuard.ts'
import { aHost, mounted, titleOf } from './testing/openModule.ts'
import type { TestHost } from './testing/testHost.ts'

beforeEach(() => history.replaceState(null, '', '/sample/case/42'))

const at = (component: Component) => ({ path: '/case/:id', component, meta: { title: 'first' } }) as const

const button = (label: string, onClick: () => unknown) => h('button', { onClick }, label)

const press = (host: TestHost, label: string) =>
  [...host.ui.root.querySelectorAll('button')].find(({ textContent }) => textContent.includes(label))!.click()

describe('a page that fails while it is shown', () => {
  it('is replaced by a card with a code, is reported by its pattern, and comes back on retry', async () => {
    const broken = ref(true)
    const Fragile = defineComponent({
      setup: () => () => {
        if (broken.value) throw new Error('张三 is in this message')
        return h('h1', 'well')
      },
    })
    const host = aHost()
    await mounted(host, at(Fragile))

    expect(titleOf(host)).toBe('这个页面出了问题')
    expect(host.log.errors).toHaveLength(1)
    const { context } = host.log.errors[0]!
    expect(context).toMatchObject({
      module: 'sample',
      version: '0.0.0-sources',
      phase: 'render',
      route: '/case/:id',
    })
    expect(host.ui.root.querySelector('code')!.textContent).toBe(context['code'])
    broken.value = false
    press(host, '再试一次')
    await expect.poll(() => titleOf(host)).toBe('well')
  })

  it('keeps what was typed behind the card', async () => {
    const broken = ref(false)
    const made = vi.fn()
    const Draft = defineComponent({
      setup() {
        made()
        const typed = ref('')
        return () => {
          if (broken.value) throw new Error('no')
          const onInput = (event: Event) => (typed.value = (event.target as HTMLInputElement).value)
          return h('div', [h('h1', 'draft'), h('input', { value: typed.value, onInput })])
        }
      },
    })
    const host = aHost()
    await mounted(host, at(Draft))
    const input = host.ui.root.querySelector('input')!
    input.value = '家访记录'
    input.dispatchEvent(new Event('input'))
    broken.value = true
    await expect.poll(() => host.ui.root.querySelector('[role="alert"]')).not.toBeNull()
    broken.value = false
    press(host, '再试一次')
    await expect.poll(() => host.ui.root.querySelector('input')?.value).toBe('家访记录')
    expect(host.ui.root.querySelector('[role="alert"]')).toBeNull()
    expect(made).toHaveBeenCalledTimes(1)
  })

  it('is made anew when drawing it again has failed, too', async () => {
    const broken = ref(true)
    const made = vi.fn()
    const Fragile = defineComponent({
      setup() {
        made()
        return () => {
          if (broken.value) throw new Error('no')
          return h('h1', 'well')
        }
      },
    })
    const host = aHost()
    await mounted(host, at(Fragile))
    press(host, '再试一次')
    await flushPromises()
    expect(made).toHaveBeenCalledTimes(1)
    broken.value = false
    press(host, '再试一次')
    await expect.poll(() => titleOf(host)).toBe('well')
    expect(made).toHaveBeenCalledTimes(2)
  })

  it('does not keep anybody: unsaved input is asked for by the browser, since the page cannot ask', async () => {
    const confirm = vi.fn(() => true)
    vi.stubGlobal('confirm', confirm)
    onTestFinished(() => void vi.unstubAllGlobals())
    const Dirty = defineComponent({
      setup() {
        useUnsavedGuard(
          () => true,
          () => new Promise(() => undefined),
        )
        return () => {
          throw new Error('no')
        }
      },
    })
    const host = aHost()
    await mounted(host, at(Dirty))
    expect(await host.mayLeave()).toBe(true)
    expect(confirm).toHaveBeenCalledOnce()
  })

  it('is gone when the person goes on to another page', async () => {
    const Broken = defineComponent({
      setup: () => () => {
        throw new Error('no')
      },
    })
    const host = aHost()
    await mounted(host, at(Broken))
    history.pushState(null, '', '/sample/second')
    window.dispatchEvent(new PopStateEvent('popstate', { state: null }))
    await expect.poll(() => titleOf(host)).toBe('second')
  })
})

describe('an action that fails', () => {
  const pageWith = (act: () => unknown) =>
    at(defineComponent({ setup: () => () => h('div', [h('h1', 'steady'), button('act', act)]) }))

  it.each([
    ['at once', () => Promise.reject(new Error('张三'))],
    [
      'later',
      () => {
        throw new Error('张三')
      },
    ],
  ])('%s leaves the page as it is, and says so with a code', async (_, act) => {
    const host = aHost()
    await mounted(host, pageWith(act))
    press(host, 'act')
    await expect.poll(() => host.log.notices).toHaveLength(1)
    expect(titleOf(host)).toBe('steady')
    expect(host.log.notices[0]).toEqual({
      kind: 'error',
      text: '操作没有完成，请再试一次',
      code: host.log.errors[0]!.context['code'],
    })
  })

  it('says what a problem of the API means', async () => {
    const host = aHost({ locale: 'en' })
    await mounted(
      host,
      pageWith(() => Promise.reject(new ProblemError('unavailable', 'x'))),
    )
    press(host, 'act')
    await expect.poll(() => host.log.notices).toHaveLength(1)
    expect(host.log.errors[0]!.context).toMatchObject({ phase: 'request', problem: 'unavailable' })
    expect(host.log.notices[0]!.text).not.toContain('did not work')
  })

  it('because the person has left is no failure', async () => {
    const host = aHost()
    await mounted(
      host,
      pageWith(() => Promise.reject(new DOMException('left', 'AbortError'))),
    )
    press(host, 'act')
    await flushPromises()
    expect(host.log.errors).toEqual([])
  })
})

it('a page that cannot be opened leaves the one before, and says so with a code', async () => {
  const Guarded = defineComponent({
    setup() {
      onBeforeRouteLeave(() => Promise.reject(new Error('no')))
      return () => h('h1', 'guarded')
    },
  })
  const host = aHost()
  await mounted(host, at(Guarded))
  history.pushState(null, '', '/sample/second')
  window.dispatchEvent(new PopStateEvent('popstate', { state: null }))
  await expect.poll(() => host.log.notices).toHaveLength(1)
  expect(host.log.notices[0]!.text).toBe('页面没有打开，请再试一次')
  expect(host.log.errors[0]!.context).toMatchObject({ phase: 'load', code: host.log.notices[0]!.code })
  expect(titleOf(host)).toBe('guarded')
})
