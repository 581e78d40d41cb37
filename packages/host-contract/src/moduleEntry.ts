import type { HostV1 } from './host.ts'

/** A module that is on the page. Every method may be called at any time; after `unmount` none does anything. */
export interface MountedModule {
  /** The host has changed something that no signal tells, for instance the base path's query. */
  readonly update: () => Promise<void>
  /** Goes quiet until `resume`: no requests, no listening to the URL; what is on screen may go. For shells with tabs. */
  readonly suspend: () => Promise<void>
  readonly resume: () => Promise<void>
  /** Leaves nothing behind: no DOM, style, listener, timer, request or history entry. */
  readonly unmount: () => Promise<void>
}

/** What single-spa passes to a lifecycle function, as far as we read it. */
export interface SingleSpaProps {
  readonly name: string
  /** Custom property of the registration: the host for this module's next mount. */
  readonly host: HostV1
}

export interface SingleSpaLifecycles {
  readonly bootstrap: (props: SingleSpaProps) => Promise<void>
  readonly mount: (props: SingleSpaProps) => Promise<void>
  readonly unmount: (props: SingleSpaProps) => Promise<void>
  readonly update: (props: SingleSpaProps) => Promise<void>
}

/** What a module's entry file exports. `mount` is all a shell needs; `singleSpa` is derived from it. */
export interface ModuleEntry {
  /** Resolves once the first page is on screen; rejects, leaving nothing behind, when that fails. */
  readonly mount: (el: HTMLElement, host: HostV1) => Promise<MountedModule>
  readonly singleSpa: SingleSpaLifecycles
}
