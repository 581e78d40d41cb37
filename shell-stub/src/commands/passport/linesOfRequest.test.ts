import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { linesOfRequest } from './linesOfRequest.ts'

it('what the log says of a request is found in both files, the older first, and in nobody else’s lines', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const line = (reqId: string, status: number) =>
    JSON.stringify({ level: 'info', reqId, route: '/students/:id', status })
  await writeFile(join(folder, 'portal.log.1'), `${line('a', 500)}\n${line('b', 200)}\n`)
  await writeFile(
    join(folder, 'portal.log'),
    `${line('c', 200)}\n${line('a', 503)}\n${line('a', 200).slice(0, 30)}`,
  )
  expect(await linesOfRequest(folder, 'a')).toEqual([
    'level=info reqId=a route=/students/:id status=500',
    'level=info reqId=a route=/students/:id status=503',
  ])
})

it('a portal that has no log has no lines', async () => {
  expect(await linesOfRequest(join(tmpdir(), 'nowhere'), 'a')).toEqual([])
})
