import '../testing/browserGaps.ts'
import { mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { defineComponent, h, nextTick, ref } from 'vue'
import { afterEach, beforeEach, expect, it } from 'vitest'
import UiField from '../forms/UiField.vue'
import UiTextInput from '../forms/UiTextInput.vue'
import UiRoot from '../root/UiRoot.vue'
import UiConfirm from './UiConfirm.vue'
import UiDialog from './UiDialog.vue'

const settle = () => new Promise(resolve => setTimeout(resolve, 20))
const open = ref(false)
let overlay: HTMLElement
let wrapper: VueWrapper | undefined

beforeEach(() => {
  open.value = false
  overlay = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  wrapper?.unmount()
  overlay.remove()
})

function page(dialog: () => ReturnType<typeof h>) {
  const inside = () => [h('button', { id: 'opener', onClick: () => (open.value = true) }, 'open'), dialog()]
  const Page = defineComponent(() => () => h(UiRoot, { overlayRoot: overlay }, inside))
  wrapper = mount(Page, { attachTo: document.body })
  return wrapper
}

const follow = (value: boolean) => (open.value = value)
const withField = () =>
  h(UiDialog, { open: open.value, 'onUpdate:open': follow, title: '填写意见' }, () =>
    h(UiField, { label: '理由' }, () => h(UiTextInput, { modelValue: '' })),
  )

async function openBy(wrapper: VueWrapper) {
  const opener = wrapper.get<HTMLElement>('#opener')
  opener.element.focus()
  await opener.trigger('click')
  await settle()
  return opener.element
}

it('a dialog opens in the overlay root, with the focus in its first field', async () => {
  await openBy(page(withField))
  const dialog = overlay.querySelector('[role="dialog"]')
  expect(dialog?.querySelector('h2')?.textContent).toBe('填写意见')
  expect(document.activeElement).toBe(dialog?.querySelector('input'))
})

it('Escape closes it, and the focus goes back to where it was', async () => {
  const opener = await openBy(page(withField))
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
  )
  await settle()
  expect(overlay.querySelector('[role="dialog"]')).toBeNull()
  expect(document.activeElement).toBe(opener)
})

it('unmounting the page with an open dialog leaves the document as it was', async () => {
  const before = document.body.outerHTML
  const mounted = page(withField)
  await openBy(mounted)
  expect(overlay.childElementCount).toBeGreaterThan(0)
  mounted.unmount()
  wrapper = undefined
  await settle()
  expect(document.body.outerHTML).toBe(before)
})

it('a question puts the focus on the harmless answer and stays open until the caller closes it', async () => {
  const confirmed: boolean[] = []
  const question = () =>
    h(UiConfirm, {
      open: open.value,
      'onUpdate:open': follow,
      title: '撤回？',
      danger: true,
      onConfirm: () => confirmed.push(true),
    })
  await openBy(page(question))
  const dialog = overlay.querySelector('[role="alertdialog"]')
  expect(document.activeElement?.textContent).toBe('取消')
  dialog?.querySelector<HTMLElement>('.sa-button--danger')?.click()
  await nextTick()
  expect(confirmed).toEqual([true])
  expect(open.value).toBe(true)
})

it('while something is being sent, neither Escape nor a cross closes it', async () => {
  const held = () => h(UiDialog, { open: open.value, 'onUpdate:open': follow, title: '正在发送', held: true })
  await openBy(page(held))
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
  )
  await settle()
  expect(open.value).toBe(true)
  expect(overlay.querySelector('[aria-label="关闭"]')).toBeNull()
})
