import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { aHost, mounted } from './testing/openModule.ts'
import { useUnsavedGuard } from './useUnsavedGuard.ts'

async function pageWith(unsaved: boolean) {
  const isUnsaved = ref(unsaved)
  const ask = vi.fn(() => Promise.resolve(false))
  const Page = defineComponent({
    setup() {
      useUnsavedGuard(() => isUnsaved.value, ask)
      return () => h('h1', 'page')
    },
  })
  const host = aHost()
  const block = vi.spyOn(host.nav, 'block')
  history.replaceState(null, '', '/sample/form')
  await mounted(host, { path: '/form', component: Page, meta: { title: 'first' } })
  await flushPromises()
  return { host, isUnsaved, ask, block }
}
const closesFreely = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

it('neither shell nor browser hears of a page on which nothing is unsaved', async () => {
  const { block } = await pageWith(false)
  expect(block).not.toHaveBeenCalled()
  expect(closesFreely()).toBe(true)
})

it('both are held up from the first letter on, and no longer once it is saved', async () => {
  const { host, isUnsaved, ask } = await pageWith(false)
  isUnsaved.value = true
  expect(closesFreely()).toBe(false)
  expect(await host.mayLeave()).toBe(false)
  expect(ask).toHaveBeenCalledOnce()
  isUnsaved.value = false
  expect(closesFreely()).toBe(true)
  expect(await host.mayLeave()).toBe(true)
})
