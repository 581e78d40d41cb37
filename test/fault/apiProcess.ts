import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'

const MAIN = fileURLToPath(import.meta.resolve('@sunshine-aid/api-server/src/main.ts'))

/** The API as a process of its own, with a port of its own. */
export interface ApiProcess {
  /** `http://127.0.0.1:<port>/api` */
  readonly url: string
  readonly pid: number
  /** Ends it as a power cut does, and waits until it is gone. */
  kill(): Promise<void>
}

/** Starts `main.ts` and waits until it says that it listens. `port` keeps the address across a restart. */
export async function startApi(env: Readonly<Record<string, string>>, port = 0): Promise<ApiProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  const lines: string[] = []
  for await (const line of createInterface(child.stderr)) {
    lines.push(line)
    const [, address] = /^api: (http:\/\/\S+)\/v1$/.exec(line) ?? []
    if (address === undefined) continue
    child.stderr.resume()
    return {
      url: address,
      pid: child.pid!,
      async kill() {
        child.kill('SIGKILL')
        await ended
      },
    }
  }
  throw new Error(`the API ended before it listened:\n${lines.join('\n')}`)
}

/** Milliseconds until `/ready` says yes. @throws {Error} after `limitMs`. */
export async function untilReady(api: Pick<ApiProcess, 'url'>, limitMs: number): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < limitMs) {
    const ready = await fetch(`${api.url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return performance.now() - began
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error(`not ready within ${limitMs} ms`)
}
