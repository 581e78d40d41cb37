// Asked by feature, never by name or version: browsers in schools and offices carry many names and few truths.

/**
 * Whether the shared build runs here. It is compiled for browsers of the middle of 2024, as `URL.parse` came; import
 * maps are asked for separately.
 */
export function runsShared(): boolean {
  return 'parse' in URL
}

/** Whether the bundled build runs here: ES modules, and style sheets with container queries (end of 2022). */
export function runsBundled(): boolean {
  return (
    'noModule' in HTMLScriptElement.prototype && 'CSS' in window && CSS.supports('container-type', 'size')
  )
}
