import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A portal started as a user starts it, and every line that it printed. */
export type PortalProcess = {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  /** The rest of the first line that begins with `prefix`, waited for. */
  printed(prefix: string): Promise<string>
  /** Its exit code once it has ended; `null` when a signal ended it. */
  readonly ended: Promise<number | null>
  /** Ends it with `signal` and resolves to its exit code; `null` when the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

const root = join(import.meta.dirname, '..', '..')
const bootstrap = join(root, 'shell-stub', 'bin', 'bootstrap.mjs')

/** Runs `npm run <command> -- <args>` without npm in between. */
export function runCommand(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): PortalProcess {
  const child = spawn(process.execPath, [bootstrap, command, ...args], {
    cwd: root,
    env: { ...process.env, CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const changed = new Set<() => void>()
  const tell = () => changed.forEach(call => call())
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', line => {
      lines.push(line)
      tell()
    })
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  void ended.then(tell)

  async function printed(prefix: string): Promise<string> {
    for (;;) {
      const line = lines.find(candidate => candidate.startsWith(prefix))
      if (line !== undefined) return line.slice(prefix.length).trim()
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`${command} ended before it printed "${prefix}":\n${lines.join('\n')}`)
      }
      await new Promise<void>(resolve => changed.add(resolve))
      changed.clear()
    }
  }

  async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    child.kill(signal)
    return ended
  }

  return { child, lines, printed, ended, stop }
}

/** A data folder for one run; root lends it to another account, which has to be able to enter it. */
export async function temporaryDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-portal-'))
  await chmod(folder, 0o711)
  return folder
}
