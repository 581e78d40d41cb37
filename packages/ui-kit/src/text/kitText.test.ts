import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import UiPager from '../data/UiPager.vue'
import UiRoot from '../root/UiRoot.vue'
import { h } from 'vue'

it('the words of the kit change with the language of the root', async () => {
  const pager = () => h(UiPager, { shown: 1, hasNext: true })
  const root = mount(UiRoot, { props: { locale: 'zh-CN' }, slots: { default: pager } })
  expect(root.text()).toContain('下一页')
  await root.setProps({ locale: 'en' })
  expect(root.text()).toContain('Next')
  expect(root.text()).not.toMatch(/[一-鿿]/)
  root.unmount()
})
