/** What of single-spa we use; 6 and 7 have it alike. */
export interface SingleSpa {
  readonly registerApplication: (config: {
    name: string
    app: () => Promise<Lifecycles>
    activeWhen: (location: { pathname: string }) => boolean
  }) => void
  readonly unregisterApplication: (name: string) => Promise<unknown>
  readonly start: (options: { urlRerouteOnly: boolean }) => void
  readonly triggerAppChange: () => Promise<unknown>
}

/** `init` is what 7 calls `bootstrap`. */
export interface Lifecycles {
  readonly bootstrap: () => Promise<void>
  readonly init: () => Promise<void>
  readonly mount: () => Promise<void>
  readonly unmount: () => Promise<void>
  readonly timeouts: Readonly<Record<'bootstrap' | 'init' | 'mount' | 'unmount' | 'unload', Timeout>>
}

interface Timeout {
  readonly millis: number
  readonly dieOnTimeout: boolean
  readonly warningMillis: number
}
