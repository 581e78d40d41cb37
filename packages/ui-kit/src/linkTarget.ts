import { computed, resolveDynamicComponent } from 'vue'
import type { Component, ComputedRef } from 'vue'

/** Where a link inside the app leads: a path, or a route as vue-router understands it. */
export type LinkTarget =
  | string
  | {
      path?: string
      name?: string
      params?: Record<string, string>
      query?: Record<string, string | undefined>
    }

interface LinkProps {
  to?: LinkTarget | undefined
  href?: string | undefined
}

/**
 * The element and attributes that render a link: the app's own `RouterLink` for `to` where one is
 * registered (the kit does not depend on a router), a plain `<a>` for everything else.
 */
export function useLinkElement(props: LinkProps): ComputedRef<{ is: Component | 'a'; attrs: object }> {
  const found = resolveDynamicComponent('RouterLink')
  const routerLink = typeof found === 'string' ? undefined : (found as Component)
  return computed(() => {
    if (props.to !== undefined && routerLink) return { is: routerLink, attrs: { to: props.to } }
    const path = typeof props.to === 'string' ? props.to : props.to?.path
    return { is: 'a', attrs: { href: props.href ?? path } }
  })
}
