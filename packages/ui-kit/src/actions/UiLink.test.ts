import { mount } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { expect, it } from 'vitest'
import UiLink from './UiLink.vue'

it('a link inside the app goes through the router of the app where there is one', () => {
  const RouterLink = defineComponent({
    props: ['to'],
    setup: props => () => h('a', { href: `#routed${props.to}` }),
  })
  const link = mount(UiLink, { props: { to: '/next' }, global: { components: { RouterLink } } })
  expect(link.attributes('href')).toBe('#routed/next')
})

it('without a router it is a plain link', () => {
  expect(mount(UiLink, { props: { to: '/next' } }).attributes('href')).toBe('/next')
})

it('a link that opens a new window says so, and cannot reach back', () => {
  const link = mount(UiLink, {
    props: { href: 'https://example.org/', external: true },
    slots: { default: '政策' },
  })
  expect(link.text()).toContain('在新窗口打开')
  expect(link.attributes('rel')).toContain('noopener')
})
