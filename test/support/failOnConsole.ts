import { inspect } from 'node:util'
import { afterAll, afterEach } from 'vitest'

/**
 * Fails the test during which something was written to `console.warn` or `console.error`.
 * A test that expects such a line replaces the method itself: `vi.spyOn(console, 'warn').mockReturnValue()`.
 * Unhandled rejections fail the run by Vitest's own doing.
 */
const unexpected: string[] = []

for (const method of ['warn', 'error'] as const) {
  console[method] = (...parts: unknown[]) => {
    unexpected.push(`console.${method}: ${parts.map(readable).join(' ')}`)
  }
}

function readable(part: unknown): string {
  if (part instanceof Error) return part.stack ?? part.message
  return typeof part === 'string' ? part : inspect(part, { depth: 2 })
}

function failOnUnexpected(): void {
  const lines = unexpected.splice(0)
  if (lines.length > 0) throw new Error(`unexpected output\n${lines.join('\n')}`)
}

afterEach(failOnUnexpected)
afterAll(failOnUnexpected)
