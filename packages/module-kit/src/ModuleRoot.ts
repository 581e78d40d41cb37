import { defineComponent, Fragment, h, onErrorCaptured, shallowRef, type PropType } from 'vue'
import { RouterView, useRoute } from 'vue-router'
import { useContext } from './context.ts'
import type { ModuleSpec } from './defineModule.ts'
import { Failure } from './standIns.ts'

/**
 * The module's own root around the page of the route. A page that throws while it is shown is replaced by a card
 * with a retry button; the error goes on to the application's error handler, which reports it.
 */
export const ModuleRoot = defineComponent({
  name: 'ModuleRoot',
  props: { spec: { type: Object as PropType<ModuleSpec>, required: true } },
  setup({ spec }) {
    const { host, theme, locale } = useContext()
    const route = useRoute()
    const error = shallowRef<{ readonly cause: unknown; readonly path: string }>()
    onErrorCaptured((cause, _, phase) => {
      if (isRendering(phase)) error.value = { cause, path: route.path }
    })
    const retry = () => (error.value = undefined)
    const page = () =>
      error.value?.path === route.path
        ? h(spec.parts?.failure ?? Failure, { error: error.value.cause, retry })
        : h(RouterView)
    return () =>
      spec.root
        ? h(
            spec.root,
            { theme: theme.value, locale: locale.value, overlayRoot: host.ui.overlayRoot },
            { default: page },
          )
        : h(Fragment, [page()])
  },
})

/**
 * An error in an event handler leaves the page usable; one in setup, render or the first hooks does not.
 * Vue names the phase in words in development and by a code at the end of a URL in production.
 */
function isRendering(phase: string): boolean {
  return /^(setup function|render function|component update|beforeMount hook|mounted hook)$|#runtime-(0|1|15|bm|m)$/.test(
    phase,
  )
}
