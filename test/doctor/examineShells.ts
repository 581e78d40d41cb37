import { examine, type Examination, type ExamineOptions } from '@sunshine-aid/doctor'
import type { Browser } from 'playwright-core'
import type { BrokenShell, Change } from './brokenShells.ts'
import { servePlainShell, type PlainShellOptions, type ShellTexts } from './plainShell/servePlainShell.ts'

/** Less patience than with a portal far away. */
export const LIMITS = { openMs: 20_000, mountMs: 10_000, quietMs: 1_500, tokenMs: 1_000 }

const AT_ONCE = 4

export interface Given {
  readonly browser: Browser
  readonly portalUrl: string
}

/** Examines the plain shell as an account of the stub portal. */
export async function examinePlainShell(
  { browser, portalUrl }: Given,
  shell: Omit<PlainShellOptions, 'portalUrl'> = {},
  options: Partial<ExamineOptions> = {},
): Promise<Examination> {
  const served = await servePlainShell({ portalUrl, ...shell })
  try {
    return await examine({
      url: new URL('/mentors', served.url).href,
      browser,
      account: 'taicang-officer-1',
      limits: LIMITS,
      ...options,
      ...(options.release !== undefined && { release: new URL(options.release, served.url).href }),
    })
  } finally {
    await served.stop()
  }
}

/** Examines them all, a few at a time; the result is in their order. */
export async function examineAll(given: Given, shells: readonly BrokenShell[]): Promise<Examination[]> {
  const results: Examination[] = []
  const waiting = [...shells.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, { changes = [], answer, steps, options }] = next
      const shell = {
        change: (texts: ShellTexts) => changes.reduce(changed, texts),
        ...(answer && { answer }),
      }
      results[index] = await examinePlainShell(given, shell, { ...options, ...(steps && { steps }) })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}

export function changed(texts: ShellTexts, [name, from, to]: Change): ShellTexts {
  const times = texts[name].split(from).length - 1
  if (times !== 1 && typeof from === 'string')
    throw new Error(`"${from}" stands ${times} times in the ${name} of the plain shell`)
  return { ...texts, [name]: texts[name].replace(from, () => to) }
}
