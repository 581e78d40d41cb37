import type { CapabilityMap, HostV1, Signal } from '@sunshine-aid/host-contract'

/** What a member of the contract has to be, as a running page can see it. */
export type Kind = 'text' | 'function' | 'signal' | 'element' | 'abortSignal'

type ShapeOf<T> = T extends string
  ? 'text'
  : T extends (...args: never) => unknown
    ? 'function'
    : T extends Signal<unknown>
      ? 'signal'
      : T extends AbortSignal
        ? 'abortSignal'
        : T extends HTMLElement
          ? 'element'
          : { readonly [K in keyof T]: ShapeOf<T[K]> }

export type Shape = Kind | { readonly [member: string]: Shape }

/** The contract, member by member. It follows the type: one that is missing here, or of another kind, does not compile. */
export const HOST_SHAPE = {
  contract: 'text',
  moduleId: 'text',
  signal: 'abortSignal',
  auth: { getToken: 'function', can: 'function', subscribe: 'function' },
  user: 'signal',
  locale: 'signal',
  theme: 'signal',
  nav: { basePath: 'text', push: 'function', replace: 'function', block: 'function', href: 'function' },
  ui: {
    root: 'element',
    overlayRoot: 'element',
    setTitle: 'function',
    announce: 'function',
    notify: 'function',
  },
  api: { baseUrl: 'text' },
  telemetry: { event: 'function', error: 'function', span: 'function' },
  has: 'function',
} as const satisfies ShapeOf<HostV1>

/** Capability → the members that a host has which says that it has the capability. */
export const CAPABILITY_SHAPES = {
  badges: { badges: { set: 'function' } },
} as const satisfies ShapeOf<CapabilityMap>
