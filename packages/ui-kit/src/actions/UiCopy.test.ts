import { flushPromises, mount } from '@vue/test-utils'
import { expect, it, onTestFinished } from 'vitest'
import UiCopy from './UiCopy.vue'

function clipboard(writeText: ((text: string) => Promise<void>) | undefined) {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: writeText && { writeText } })
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'clipboard'))
}

async function pressed() {
  const wrapper = mount(UiCopy, { props: { text: 'one\ntwo', label: '复制详情' }, attachTo: document.body })
  onTestFinished(() => wrapper.unmount())
  await wrapper.get('button').trigger('click')
  await flushPromises()
  return wrapper
}

it('puts the text into the clipboard and says so', async () => {
  const copied: string[] = []
  clipboard(async text => void copied.push(text))
  const wrapper = await pressed()
  expect(copied).toEqual(['one\ntwo'])
  expect(wrapper.get('[role="status"]').text()).toBe('已复制')
  expect(wrapper.find('textarea').exists()).toBe(false)
})

it.each([
  ['refuses it', () => Promise.reject(new DOMException('no', 'NotAllowedError'))],
  ['has none', undefined],
])('shows the text, selected, where the browser %s', async (_, writeText) => {
  clipboard(writeText)
  const wrapper = await pressed()
  const area = wrapper.get('textarea').element
  expect(document.activeElement).toBe(area)
  expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('one\ntwo')
  expect(wrapper.get('[role="status"]').text()).toBe('')
})
