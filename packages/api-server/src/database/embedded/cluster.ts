import { spawn } from 'node:child_process'
import { chmod, chown, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from './place.ts'

export const OWNER = 'sunshine_owner'

/** Settings of every start. Values never reach the log: neither statements, nor parameters, nor key details. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_size: '0',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
}

/** Makes the cluster if there is none. Made beside its place and moved there when complete, so a half is never used. */
export async function ensureCluster(place: Place, password: string): Promise<'made' | 'found'> {
  await removeHalves(place)
  if (await exists(join(place.cluster, 'PG_VERSION'))) return 'found'
  const workshop = join(place.base, `${HALF}${process.pid}`)
  await mkdir(workshop, { recursive: true, mode: 0o700 })
  const passwordFile = join(workshop, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (place.account) {
    for (const path of [workshop, passwordFile]) await chown(path, place.account.uid, place.account.gid)
  }
  const data = join(workshop, 'data')
  await initialise(place, data, passwordFile)
  await rename(data, place.cluster)
  await rm(workshop, { recursive: true })
  return 'made'
}

const HALF = 'postgres-in-the-making-'

/**
 * Order and case are PostgreSQL's own, the same on every machine. Only the trigram index asks the system which
 * characters are letters; where the system has no UTF-8 locale, searching for a Chinese name is right but slow.
 */
const CHARACTER_TYPES = ['C.UTF-8', 'en_US.UTF-8', 'C'] as const

async function initialise(place: Place, data: string, passwordFile: string): Promise<void> {
  let failure: unknown
  for (const characterType of CHARACTER_TYPES) {
    try {
      await run(place, place.binaries.initdb, [
        ...['--pgdata', data, '--username', OWNER, '--pwfile', passwordFile],
        ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--data-checksums'],
        ...['--locale', 'C', '--lc-ctype', characterType],
        ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ])
      return
    } catch (error) {
      failure = error
      await rm(data, { recursive: true, force: true })
    }
  }
  throw failure
}

async function removeHalves({ base, cluster }: Place): Promise<void> {
  const halves = (await readdir(base)).filter(name => name.startsWith(HALF))
  for (const half of halves) await rm(join(base, half), { recursive: true, force: true })
  if ((await exists(cluster)) && !(await exists(join(cluster, 'PG_VERSION')))) {
    throw new Error(`${cluster} exists, but holds no PostgreSQL data: move it away`)
  }
}

/** Starts the server, in a session of its own so that Ctrl-C reaches it only through us. */
export async function startServer(place: Place, port: number): Promise<void> {
  await removeStalePidFile(place)
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).map(
    ([name, value]) => `-c ${name}='${value}'`,
  )
  const log = join(place.cluster, 'start.log')
  await rm(log, { force: true })
  const options = ['--wait', '--timeout', '60', '--log', log, '--options', settings.join(' ')]
  try {
    await run(place, place.binaries.pgCtl, ['start', '--pgdata', place.cluster, ...options])
  } catch (cause) {
    const said = await readFile(log, 'utf8').catch(() => '')
    throw new Error(`PostgreSQL did not start: ${lastLine(said)}`, { cause })
  }
}

/** Ends all sessions and stops; returns when the data is safe on disk. */
export async function stopServer(place: Place): Promise<void> {
  await run(place, place.binaries.pgCtl, ['stop', '--pgdata', place.cluster, '--mode', 'fast', '--wait'])
}

/** Process and port of the server that runs, or ran last, on this cluster. */
export async function lastServer({ cluster }: Place): Promise<{ pid: number; port: number } | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 && port > 0 ? { pid, port } : null
}

/**
 * After a reboot or in a new container, the process id in the file may belong to another program, and
 * PostgreSQL would wait for it for ever.
 */
async function removeStalePidFile(place: Place): Promise<void> {
  const server = await lastServer(place)
  if (!server) return
  const command = await readFile(`/proc/${server.pid}/cmdline`, 'utf8').catch(() => null)
  if (command !== null && command !== '' && !command.includes('postgres')) {
    await rm(join(place.cluster, 'postmaster.pid'), { force: true })
  }
}

/** Deletes the cluster for good. */
export async function removeCluster(place: Place): Promise<void> {
  await rm(place.cluster, { recursive: true, force: true })
}

async function run({ account }: Place, program: string, args: readonly string[]): Promise<void> {
  await chmod(program, 0o755).catch(() => undefined)
  // Nothing of the caller's environment: PGDATA, PGPORT or LC_ALL would change what is made.
  const env = {
    PATH: '/usr/bin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
    SystemRoot: process.platform === 'win32' ? 'C:\\Windows' : '',
  }
  // `pg_ctl start` hands its outputs on to the server, so a pipe would never close.
  const stdio = args[0] === 'start' ? 'ignore' : (['ignore', 'ignore', 'pipe'] as const)
  const child = spawn(program, args, {
    ...account,
    env,
    cwd: '/',
    stdio: typeof stdio === 'string' ? stdio : [...stdio],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  )
  if (code !== 0) throw new Error(`${program} ended with ${code ?? 'a signal'}: ${said.trim()}`)
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
