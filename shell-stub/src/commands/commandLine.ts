import { type ParseArgsConfig, parseArgs } from 'node:util'

/**
 * The command's own arguments. An unknown option or a missing value prints what is wrong and how the command is
 * called, and ends the process with 2; `--help` prints the call and ends it with 0.
 */
export function readArguments<const Config extends ParseArgsConfig>(
  config: Config & { usage: string },
): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.includes('--help')) {
    console.log(config.usage)
    process.exit(0)
  }
  try {
    return parseArgs<Config>({ allowNegative: true, ...config })
  } catch (error) {
    return stopWith(`${sentence(error)}\n\n${config.usage}`, 2)
  }
}

/** The whole number from `least` to `most` that was given to `--name`. */
export function wholeNumber(
  name: string,
  given: string,
  { least, most }: { least: number; most: number },
): number {
  const number = /^\d+$/.test(given) ? Number(given) : NaN
  if (number >= least && number <= most) return number
  return stopWith(`--${name} takes a whole number from ${least} to ${most}, not "${given}".`, 2)
}

/** What whoever called the command can put right: printed without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** Ends the process with a sentence that says what to do. */
export function stopWith(message: string, code: number): never {
  console.error(message)
  process.exit(code)
}

function sentence(error: unknown): string {
  const [first = ''] = String(error instanceof Error ? error.message : error).split('. ')
  return `${first.replace(/\.?$/, '')}.`
}
