import { expect, it, onTestFinished } from 'vitest'
import { reachFile } from './reachFile.ts'

function answering(answer: (init: RequestInit) => Response) {
  const original = globalThis.fetch
  globalThis.fetch = async (_, init) => answer(init ?? {})
  onTestFinished(() => void (globalThis.fetch = original))
}

const as =
  (type: string, status = 200) =>
  () =>
    new Response('x', { status, headers: { 'content-type': type } })
const offline = () => {
  throw new TypeError('Failed to fetch')
}
const otherBytes = ({ integrity }: RequestInit) => (integrity ? offline() : as('text/javascript')())

it.each<[string, (init: RequestInit) => Response, string]>([
  ['nothing answers', offline, 'unreachable'],
  ['the server fails', as('text/plain', 503), 'unreachable'],
  ['there is nothing', as('text/plain', 404), 'missing'],
  ['it was taken away', as('text/plain', 410), 'missing'],
  ['a page comes instead', as('text/html; charset=utf-8'), 'html'],
  ['it is not called JavaScript', as('application/octet-stream'), 'wrong_type'],
  ['the bytes are others', otherBytes, 'wrong_hash'],
])('a file cannot be had when %s', async (_, answer, reason) => {
  answering(answer)
  await expect(reachFile('/m.js', 'sha384-x')).rejects.toThrow(
    expect.objectContaining({ name: 'LoadError', reason }) as Error,
  )
})

it.each(['text/javascript', 'application/javascript; charset=utf-8'])(
  'a file that comes as %s is there',
  async type => {
    answering(as(type))
    await expect(reachFile('/m.js', 'sha384-x')).resolves.toBeUndefined()
  },
)
