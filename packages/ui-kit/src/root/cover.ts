import { computed, inject, provide, toValue } from 'vue'
import type { ComputedRef, InjectionKey, MaybeRefOrGetter } from 'vue'

const coverKey: InjectionKey<MaybeRefOrGetter<boolean>> = Symbol('sa-cover')

/** A name with all but its first character hidden: 张三丰 → 张**. Always two stars, so that its length stays hidden too. */
export function coverName(name: string): string {
  const [first] = name.trim()
  return first ? `${first}**` : ''
}

export const provideCover = (cover: MaybeRefOrGetter<boolean>): void => provide(coverKey, cover)

/** Whether somebody may be looking over the shoulder. */
export function useCover(): ComputedRef<boolean> {
  const cover = inject(coverKey, false)
  return computed(() => toValue(cover))
}

/** A function for names that must be text (a title, an option): masks them while cover mode is on. */
export function useCoverName(): (name: string) => string {
  const cover = useCover()
  return name => (cover.value ? coverName(name) : name)
}
