import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUp } from './setUp.mjs'

// `node shell-stub/bin/bootstrap.mjs <command> [options]`: all set-up, then the command on the workspace's
// own Node. Runs on plain Node 20 with nothing installed; standard output belongs to the command alone.

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const commands = join(root, 'shell-stub', 'src', 'commands')

const [command = '', ...options] = process.argv.slice(2)
const file = join(commands, `${command.replace(/:(.)/g, (_, letter) => letter.toUpperCase())}.ts`)

if (!/^[a-z]+(:[a-z]+)?$/.test(command) || !existsSync(file))
  fail(`Unknown command "${command}". There are: ${commandNames().join(', ')}.`, 2)
if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node 20 or newer is needed; this is ${process.version}.`, 1)

try {
  run(await setUp(root, say))
} catch (error) {
  fail(error.message, 1)
}

function run(node) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', file, ...options], {
    // The channel carries nothing: it closes when this process is killed, and the command then stops itself.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const watch = stopWithNpm(child)
  child.once('exit', (code, signal) => {
    clearInterval(watch)
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
}

/** npm passes signals on, but nobody passes on that npm itself was killed; it may run us through a shell. */
function stopWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return undefined
  const shell = process.ppid
  const npm = parentOf(shell)
  return setInterval(() => {
    if (process.ppid !== shell || parentOf(shell) !== npm) child.kill('SIGTERM')
  }, 1000)
}

function parentOf(pid) {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  } catch {
    return undefined
  }
}

function commandNames() {
  return readdirSync(commands)
    .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map(name => name.slice(0, -3).replace(/[A-Z]/g, letter => `:${letter.toLowerCase()}`))
}

function say(line) {
  process.stderr.write(`set-up: ${line}\n`)
}

function fail(message, code) {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}
