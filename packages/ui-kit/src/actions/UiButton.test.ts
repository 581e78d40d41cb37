import { mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import UiButton from './UiButton.vue'

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

function show(props: InstanceType<typeof UiButton>['$props']) {
  wrapper = mount(UiButton, { props, slots: { default: '结束评议' }, attachTo: document.body })
  return { wrapper, button: wrapper.get<HTMLElement>('.sa-button') }
}

it('a disabled button stays focusable, says why, and emits nothing', async () => {
  const { wrapper, button } = show({ disabled: true, reason: '还缺一位成员的意见', type: 'submit' })
  button.element.focus()
  expect(document.activeElement).toBe(button.element)
  expect(button.attributes('aria-disabled')).toBe('true')
  expect(document.getElementById(button.attributes('aria-describedby') ?? '')?.textContent).toContain(
    '还缺一位成员的意见',
  )
  await button.trigger('click')
  expect(wrapper.emitted('click')).toBeUndefined()
})

it('a disabled submit button does not send its form', () => {
  const form = document.body.appendChild(document.createElement('form'))
  let sent = false
  form.addEventListener('submit', event => {
    event.preventDefault()
    sent = true
  })
  const inside = mount(UiButton, { props: { disabled: true, type: 'submit' }, attachTo: form })
  inside.get<HTMLElement>('button').element.click()
  expect(sent).toBe(false)
  inside.unmount()
  form.remove()
})

it('a button that is loading ignores the second press', async () => {
  const { wrapper, button } = show({ loading: true })
  await button.trigger('click')
  expect(wrapper.emitted('click')).toBeUndefined()
  expect(button.attributes('aria-busy')).toBe('true')
})

it('an enabled button emits click once', async () => {
  const { wrapper, button } = show({})
  await button.trigger('click')
  expect(wrapper.emitted('click')).toHaveLength(1)
})

it('Escape hides the reason shown as a tooltip until the button is focused again', async () => {
  const { wrapper, button } = show({ disabled: true, reason: '为什么', reasonAs: 'tooltip' })
  await button.trigger('keydown', { key: 'Escape' })
  expect(wrapper.classes()).toContain('sa-button-wrap--closed')
  await button.trigger('focus')
  expect(wrapper.classes()).not.toContain('sa-button-wrap--closed')
})

it('a button with an address is a link, and a disabled one is not', async () => {
  const { wrapper, button } = show({ href: '/next' })
  expect(button.element.tagName).toBe('A')
  await wrapper.setProps({ disabled: true })
  expect(wrapper.get('.sa-button').element.tagName).toBe('BUTTON')
})
