import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand } from '../support/portalProcess.ts'

let folder: string
let somebodyElse: Server
let takenPort: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sunshine-start-'))
  somebodyElse = createServer()
  await new Promise<void>(resolve => somebodyElse.listen(0, '127.0.0.1', resolve))
  takenPort = (somebodyElse.address() as { port: number }).port
})
afterAll(async () => {
  somebodyElse.close()
  await rm(folder, { recursive: true })
})

it.each([
  ['an unknown option', ['start', '--prot', '4400'], "Unknown option '--prot'"],
  ['an option without its value', ['start', '--port'], "Option '--port <value>' argument missing"],
  [
    'a port that is no number',
    ['start', '--port', 'http'],
    '--port takes a whole number from 1 to 65535, not "http"',
  ],
  ['a stray word', ['dev', 'mentors'], "Unexpected argument 'mentors'"],
  ['an unknown command', ['strat'], 'Unknown command "strat"'],
  [
    'a build that keeps a module that is not there',
    ['build', '--keep', 'nobody'],
    'There is no module "nobody"',
  ],
  ['an unknown part of the tests', ['test', '--only', 'e3e'], 'There is no part "e3e"'],
])('%s ends with 2 and says what is wrong', async (_, [command = '', ...args], complaint) => {
  const { code, text } = await outcome(command, args)
  expect(code).toBe(2)
  expect(text).toContain(complaint)
})

it('a port that was asked for and is taken ends with 1 and says what to do', async () => {
  const { code, text } = await outcome('start', ['--port', String(takenPort), '--data-dir', folder])
  expect(code).toBe(1)
  expect(text).toContain(`Port ${takenPort} is taken by another program. Choose another with --port`)
})

it('a fresh start deletes nothing from a folder that is not a data folder', async () => {
  await writeFile(join(folder, 'thesis.docx'), 'years of work')
  const { code, text } = await outcome('start', ['--fresh', '--data-dir', folder])
  expect(code).toBe(1)
  expect(text).toContain('holds "thesis.docx", which is not the portal\'s')
})

it('a fresh start does not empty a database that it was given', async () => {
  const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/precious' }
  const { code, text } = await outcome('start', ['--fresh', '--data-dir', join(folder, 'named')], env)
  expect(code).toBe(1)
  expect(text).toContain('--fresh does not empty the database that DATABASE_URL names')
})

it('a token from a folder without data says how to make some', async () => {
  const { code, text } = await outcome('token', ['somebody', '--data-dir', join(folder, 'empty')])
  expect(code).toBe(1)
  expect(text).toContain('npm start makes some')
})

async function outcome(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; text: string }> {
  const run = runCommand(command, args, env)
  const code = await run.ended
  return { code, text: run.lines.join('\n') }
}
