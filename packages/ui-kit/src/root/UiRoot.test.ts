import { mount } from '@vue/test-utils'
import { h } from 'vue'
import { afterEach, beforeEach, expect, it } from 'vitest'
import UiTimeline from '../layout/UiTimeline.vue'
import UiName from './UiName.vue'
import UiRoot from './UiRoot.vue'
import { coverName } from './cover.ts'

let overlay: HTMLElement
beforeEach(() => {
  overlay = document.body.appendChild(document.createElement('div'))
})
afterEach(() => overlay.remove())

it('theme, language and density stand on the root and on the overlay root, and follow', async () => {
  const root = mount(UiRoot, {
    props: { theme: 'dark', locale: 'en', density: 'compact', overlayRoot: overlay },
  })
  expect((root.element as HTMLElement).dataset).toMatchObject({ theme: 'dark', density: 'compact' })
  expect([overlay.className, overlay.dataset['theme'], overlay.lang]).toEqual(['sa-root', 'dark', 'en'])
  await root.setProps({ theme: 'contrast', locale: 'zh-CN' })
  expect([overlay.dataset['theme'], overlay.lang]).toEqual(['contrast', 'zh-CN'])
  root.unmount()
})

it('unmounting leaves the overlay root of the shell exactly as it was', () => {
  overlay.className = 'shell-overlays'
  overlay.id = 'overlays'
  const before = overlay.outerHTML
  mount(UiRoot, { props: { theme: 'dark', density: 'relaxed', overlayRoot: overlay } }).unmount()
  expect(overlay.outerHTML).toBe(before)
})

it('cover mode leaves no name in the document, and lifting it brings the name back', async () => {
  const events = [{ key: '1', title: '提交', time: '2026-11-21', who: '周敏', whoNote: '班主任' }]
  const slots = { default: () => [h(UiName, { name: '欧阳明远' }), h(UiTimeline, { label: '经过', events })] }
  const root = mount(UiRoot, { props: { cover: true }, slots })
  expect(root.html()).not.toMatch(/阳明远|周敏/)
  expect(root.text()).toContain('欧**')
  expect(root.text()).toContain('班主任')
  await root.setProps({ cover: false })
  expect(root.text()).toContain('欧阳明远')
  root.unmount()
})

it.each([
  ['张三丰', '张**'],
  ['张三', '张**'],
  ['𠮷田', '𠮷**'],
  ['Anna Smith', 'A**'],
  ['', ''],
])('the name %s is covered as %s, which does not tell its length', (name, covered) => {
  expect(coverName(name)).toBe(covered)
})
