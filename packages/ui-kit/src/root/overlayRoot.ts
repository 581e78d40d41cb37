import { computed, inject, provide, toValue } from 'vue'
import type { ComputedRef, InjectionKey, MaybeRefOrGetter } from 'vue'

type Overlay = MaybeRefOrGetter<HTMLElement | null | undefined>

const overlayKey: InjectionKey<Overlay> = Symbol('sa-overlay-root')

/** Names the element that dialogs and menus are moved into, so that they never land on the shell's `body`. */
export const provideOverlayRoot = (element: Overlay): void => provide(overlayKey, element)

/** Props of a reka portal: where to teleport to. Empty means `body`, which happens outside a `UiRoot` only. */
export function usePortal(): ComputedRef<{ to?: HTMLElement }> {
  const element = inject(overlayKey, undefined)
  return computed(() => {
    const to = toValue(element)
    return to ? { to } : {}
  })
}
