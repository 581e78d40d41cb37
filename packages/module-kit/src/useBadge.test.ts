import { expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { aHost, mounted } from './testing/openModule.ts'
import { useBadge } from './useBadge.ts'

const count = ref<number>()
const Page = defineComponent({
  setup() {
    useBadge('/', count)
    return () => h('h1', 'page')
  },
})

it.each([
  [
    'that has badges',
    ['badges'],
    [
      ['/', 3],
      ['/', 0],
    ],
  ],
  ['that has none', [], []],
] as const)(
  'in a portal %s the count is told once it is known, and when it changes',
  async (_, capabilities, told) => {
    count.value = undefined
    history.replaceState(null, '', '/sample/list')
    const host = aHost({ capabilities })
    await mounted(host, { path: '/list', component: Page, meta: { title: 'first' } })
    for (const next of [3, 0]) {
      count.value = next
      await nextTick()
    }
    expect(host.log.badges).toEqual(told)
  },
)
