import '../testing/browserGaps.ts'
import { mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import UiMenu from './UiMenu.vue'

const settle = () => new Promise(resolve => setTimeout(resolve, 20))
let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

const items = [
  { key: 'edit', label: '编辑' },
  { key: 'withdraw', label: '撤回', tone: 'danger' as const, disabled: true, reason: '已进入评议' },
]

async function opened() {
  wrapper = mount(UiMenu, { props: { items, label: '操作' }, attachTo: document.body })
  wrapper.get<HTMLElement>('button').element.focus()
  await wrapper.get('button').trigger('keydown', { key: 'Enter' })
  await settle()
  return { wrapper, options: [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')] }
}

it('the keyboard opens the menu and chooses an action', async () => {
  const { wrapper, options } = await opened()
  expect(document.activeElement).toBe(options[0])
  options[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  await settle()
  expect(wrapper.emitted('select')).toEqual([['edit']])
})

it('an action that is not possible says why and does nothing', async () => {
  const { wrapper, options } = await opened()
  expect(options[1]?.textContent).toContain('已进入评议')
  options[1]?.click()
  await settle()
  expect(wrapper.emitted('select')).toBeUndefined()
})
