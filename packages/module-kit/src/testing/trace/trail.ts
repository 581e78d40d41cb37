export type TraceKind =
  | 'listener'
  | 'timer'
  | 'observer'
  | 'style'
  | 'element'
  | 'global'
  | 'request'
  | 'channel'
  | 'object-url'
  | 'vue-app'

/** Something that came to the page and is still there. */
export interface Trail {
  readonly kind: TraceKind
  /** `window popstate`, `setInterval`, `ResizeObserver`, `<style>`, the name of a global, … */
  readonly what: string
  /** Who made it: `file:line:column`, the innermost caller first. Empty where the browser does not tell. */
  readonly by: readonly string[]
}

/** A change of the address: what was called, with which address, by whom. */
export interface HistoryCall {
  readonly what: string
  readonly by: readonly string[]
}
