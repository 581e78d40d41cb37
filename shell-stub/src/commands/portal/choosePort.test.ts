import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { choosePort } from './choosePort.ts'

const settings = { dataDir: '', open: false, fresh: false, students: undefined, portWasAskedFor: false }

let taken: Server
let port: number
beforeEach(async () => {
  taken = createServer()
  await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
  port = (taken.address() as { port: number }).port
})
afterEach(() => taken.close())

it('a default port that is taken gives way to the next free one, and says so', async () => {
  const print = vi.spyOn(console, 'log').mockReturnValue()
  const chosen = await choosePort({ ...settings, port })
  expect(chosen).toBeGreaterThan(port)
  expect(print).toHaveBeenCalledWith(`portal: port ${port} is taken, using ${chosen}`)
})

it('a free port is used as it is', async () => {
  taken.close()
  expect(await choosePort({ ...settings, port })).toBe(port)
})
