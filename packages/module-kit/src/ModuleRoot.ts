import {
  defineComponent,
  Fragment,
  h,
  nextTick,
  onErrorCaptured,
  shallowRef,
  watch,
  type ComponentPublicInstance,
  type PropType,
} from 'vue'
import type { Passport } from '@sunshine-aid/host-contract'
import { RouterView, useRoute } from 'vue-router'
import { useContext } from './context.ts'
import type { ModuleSpec } from './defineModule.ts'
import { isRenderFunction, phaseOf } from './failureHandler.ts'
import { Failure } from './standIns.ts'

interface Crash {
  readonly error: unknown
  readonly passport: Passport
  /** The component that can be drawn again, with all that it holds; absent: the page must be made anew. */
  readonly standing: ComponentPublicInstance | undefined
}

/**
 * The module's own root around the page of the route. A page that fails while it is shown makes room for a card with
 * a code and a way to try again. Where only drawing has failed the page lives on behind the card, so that what was
 * typed is still there when it comes back.
 */
export const ModuleRoot = defineComponent({
  name: 'ModuleRoot',
  props: { spec: { type: Object as PropType<ModuleSpec>, required: true } },
  setup({ spec }) {
    const { host, theme, locale, desk, crashed } = useContext()
    const route = useRoute()
    const crash = shallowRef<Crash>()
    const edition = shallowRef(0)
    let isSecondTry = false
    watch(crash, now => (crashed.value = now !== undefined), { flush: 'sync' })

    onErrorCaptured((error, instance, info) => {
      if (phaseOf(info) !== 'render') return
      const standing = isRenderFunction(info) && !isSecondTry ? (instance ?? undefined) : undefined
      crash.value ??= { error, passport: desk.report(error, 'render'), standing }
      return false
    })
    function renew() {
      isSecondTry = false
      edition.value += 1
    }
    function retry() {
      const standing = crash.value?.standing
      crash.value = undefined
      if (!standing) {
        renew()
        return
      }
      isSecondTry = true
      standing.$forceUpdate()
      void nextTick(() => (isSecondTry = crash.value !== undefined))
    }
    watch(
      () => route.path,
      () => {
        if (crash.value) renew()
        crash.value = undefined
        isSecondTry = false
      },
    )

    const card = ({ error, passport }: Crash) => h(spec.parts?.failure ?? Failure, { error, passport, retry })
    const page = () => [
      crash.value && card(crash.value),
      h('div', { key: 'page', hidden: crash.value !== undefined }, h(RouterView, { key: edition.value })),
    ]
    return () =>
      spec.root
        ? h(
            spec.root,
            { theme: theme.value, locale: locale.value, overlayRoot: host.ui.overlayRoot },
            { default: page },
          )
        : h(Fragment, page())
  },
})
