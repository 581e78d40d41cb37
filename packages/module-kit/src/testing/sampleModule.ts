import { defineComponent, h, onUnmounted } from 'vue'
import { RouterLink } from 'vue-router'
import { defineModule, type ModuleDefinition, type ModuleRoute } from '../defineModule.ts'
import { defineMessages } from '../messages.ts'

export const messages = defineMessages({
  'zh-CN': { module: '样例', first: '第一页', second: '第二页' },
  en: { module: 'Sample', first: 'First page', second: 'Second page' },
})

const page = (title: string) =>
  defineComponent({
    setup: () => () => h('div', [h('h1', title), h(RouterLink, { to: '/second' }, () => 'on')]),
  })

/** What a test can look at while the sample is mounted. */
export const leftPages: string[] = []

const First = defineComponent({
  setup() {
    onUnmounted(() => leftPages.push('first'))
    return () => h('div', [h('h1', 'first'), h(RouterLink, { to: '/second' }, () => 'on')])
  },
})

/** A module with two pages, for tests of what every module does. */
export function sampleModule(routes: readonly ModuleRoute[] = []): ModuleDefinition {
  return defineModule({
    id: 'sample',
    title: 'module',
    messages,
    routes: [
      ...(routes as readonly ModuleRoute<'first'>[]),
      { path: '/', component: First, meta: { title: 'first' } },
      { path: '/second', component: page('second'), meta: { title: 'second' } },
    ],
  })
}
