import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitForLock } from './lock.mjs'

// Runs on plain Node 20 before anything is installed.

const PNPM = 'pnpm@12.21.0'

/**
 * Installs what the lock file names, unless it stands already, and returns the path of the workspace's own Node.
 * An install that was cut off leaves no stamp and is done again; two at once wait for each other.
 * @throws {Error} with a sentence for the reader when the packages cannot be installed
 */
export async function setUp(root, say) {
  if (!isInstalled(root)) {
    const lock = await waitForLock(join(root, '.data', 'set-up.lock'), ({ pid }) =>
      say(`another set-up (process ${pid}) is under way; waiting for it`),
    )
    try {
      if (!isInstalled(root)) await install(root, say)
    } finally {
      lock.release()
    }
  }
  return nodeOf(root)
}

/** After a package was added: links it and writes it into the lock file. */
export async function addToWorkspace(root) {
  await pnpmInstall(root, '--no-frozen-lockfile', '--prefer-offline')
  writeFileSync(stampOf(root), digest(root))
}

async function install(root, say) {
  say('installing packages (once; about a minute on a fast line)')
  rmSync(stampOf(root), { force: true })
  await pnpmInstall(root, '--frozen-lockfile')
  if (!isComplete(root)) {
    say('the packages on the disk are damaged; installing them again from scratch')
    removeModules(root)
    await pnpmInstall(root, '--frozen-lockfile')
  }
  if (!isComplete(root))
    throw new Error('The packages are still incomplete. Delete node_modules and try again.')
  writeFileSync(stampOf(root), digest(root))
}

function pnpmInstall(root, ...options) {
  // NODE_ENV=production would leave out half of the packages; CI keeps pnpm from asking questions.
  const env = { ...process.env, CI: 'true' }
  delete env.NODE_ENV
  const args = ['--yes', PNPM, 'install', '--reporter=append-only', ...options]
  return new Promise((resolve, reject) => {
    const onWindows = process.platform === 'win32'
    const child = spawn(onWindows ? 'npx.cmd' : 'npx', args, {
      cwd: root,
      env,
      stdio: ['ignore', process.stderr, process.stderr],
      shell: onWindows,
    })
    child.once('error', reject)
    child.once('exit', code => {
      if (code === 0) resolve()
      else
        reject(
          new Error(
            'The packages could not be installed; the lines above say why. Is the package registry within reach?',
          ),
        )
    })
  })
}

function removeModules(root) {
  for (const folder of ['.', ...workspaces(root)]) {
    rmSync(join(root, folder, 'node_modules'), { recursive: true, force: true })
  }
}

function isInstalled(root) {
  return existsSync(stampOf(root)) && readFileSync(stampOf(root), 'utf8') === digest(root) && isComplete(root)
}

/** Does every package have every link that it declares, and is the workspace's Node there? */
function isComplete(root) {
  return (
    existsSync(nodeOf(root)) && ['.', ...workspaces(root)].every(folder => hasItsLinks(join(root, folder)))
  )
}

function hasItsLinks(folder) {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  return Object.keys({ ...dependencies, ...devDependencies }).every(name =>
    lstatSync(join(folder, 'node_modules', name), { throwIfNoEntry: false }),
  )
}

/** Changes when anything changes that an install depends on, the machine's kind included. */
function digest(root) {
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const file of [...files, ...workspaces(root).map(folder => join(folder, 'package.json'))]) {
    hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

function workspaces(root) {
  return readdirSync(join(root, 'packages'))
    .sort()
    .map(name => join('packages', name))
    .concat('shell-stub', 'test')
    .filter(folder => existsSync(join(root, folder, 'package.json')))
}

const stampOf = root => join(root, 'node_modules', '.sunshine-aid-stamp')

const nodeOf = root =>
  join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
