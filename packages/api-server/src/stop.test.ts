import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

/** A server of its own process; it says when `/slow` comes, answers it after 300 ms, and throws after `/bug`. */
const PROGRAM = `
  import Fastify from 'fastify'
  import { drainConnections } from './http/drain.ts'
  import { serverOptions } from './http/serverOptions.ts'
  import { stopGracefully } from './stop.ts'
  const app = Fastify(serverOptions({ log: { write: line => process.stdout.write(line) } }))
  app.get('/slow', () => {
    process.stdout.write('accepted\\n')
    return new Promise(resolve => setTimeout(() => resolve('done'), 300))
  })
  app.get('/bug', async () => { setTimeout(() => Promise.reject(new TypeError('王小明')), 10); return 'ok' })
  drainConnections(app)
  stopGracefully(app, async () => { process.stdout.write('released\\n') })
  process.stdout.write(await app.listen({ host: '127.0.0.1', port: 0 }) + '\\n')
`

async function start() {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    cwd: import.meta.dirname,
  })
  const output: string[] = []
  const lines = createInterface(child.stdout)
  lines.on('line', line => output.push(line))
  await once(lines, 'line')
  const address = output.find(line => line.startsWith('http://'))!
  const ended = once(child, 'exit').then(([code]) => code as number)
  /** The answer to a request that the server has begun to work on. */
  const accepted = async () => {
    const answer = fetch(`${address}/slow`)
    await expect.poll(() => output, { timeout: 5_000 }).toContain('accepted')
    return { answer }
  }
  return { child, address, output, ended, accepted }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: what was accepted is finished, the rest released, the end is in order',
  async signal => {
    const { child, output, ended, accepted } = await start()
    const { answer } = await accepted()
    child.kill(signal)
    child.kill(signal)
    expect(await (await answer).text()).toBe('done')
    expect(await ended).toBe(0)
    expect(output.filter(line => line === 'released')).toHaveLength(1)
  },
)

test('an error that nobody handled ends the process with 1, after what was accepted; the log has its class only', async () => {
  const { address, output, ended, accepted } = await start()
  const { answer } = await accepted()
  await fetch(`${address}/bug`)
  expect(await (await answer).text()).toBe('done')
  expect(await ended).toBe(1)
  const log = output.join('\n')
  expect(log).toContain('"event":"unhandledRejection"')
  expect(log).toContain('"errorName":"TypeError"')
  expect(log).not.toContain('王小明')
})
