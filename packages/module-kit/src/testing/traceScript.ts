import { join } from 'node:path'
import { build } from 'vite'

export type { HistoryCall, Trail, TraceKind, TraceWatch } from './trace.ts'

/**
 * `watchTrace` as a script for a page: `globalThis.watchTrace()` is there afterwards. For tests that drive a browser.
 */
export async function traceScript(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, 'trace.ts'), formats: ['iife'], name: 'sunshineAidTrace' },
    },
  })
  const [output] = [result].flat()
  if (!output || !('output' in output)) throw new Error('The watch was not built.')
  return `(() => {\n${output.output[0].code}\nglobalThis.watchTrace = sunshineAidTrace.watchTrace\n})()\n//# sourceURL=sunshine-aid-trace.js\n`
}
