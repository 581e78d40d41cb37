import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { moduleIds, packageDir } from '../../build/folders.ts'
import { findShell } from '../../dev/override/findShell.ts'
import { isLoopback } from '../../dev/override/loopback.ts'
import { MOST_HOURS } from '../../dev/override/overrideState.ts'
import { startOverride } from '../../dev/override/startOverride.ts'
import { readArguments, Refusal, stopWith, wholeNumber } from '../commandLine.ts'
import { calledFrom, root } from '../config.ts'
import { freePort, isFree } from '../portal/freePort.ts'
import { openBrowser } from '../portal/openBrowser.ts'
import { fromRoot } from '../portal/settings.ts'
import { listenForTheEnd, onShutDown } from '../portal/shutDown.ts'

const DEFAULT_PORT = 4400

const usage = `npm run dev -- --shell <URL> --module <id> [options]

  --shell <URL>      a deployed portal in which our modules run
  --module <id>      the module that is to run from its sources: ${moduleIds().join(', ')}
                     (not needed when the command is run in the module's folder)
  --dir <folder>     folder of the module's package, when it is not packages/<id>
  --port <number>    port on this machine (default ${DEFAULT_PORT}, or the next free one)
  --hours <number>   how long, in hours or parts of one (default and most ${MOST_HOURS})
  --ask-writes       ask before the first write even when the portal is on this machine
  --no-open          do not open the browser

Everything is forwarded to the portal but the module, which comes from this machine and is reloaded in place.
Before the first write to a portal elsewhere somebody has to allow it in the page.`

/** Runs one module from its sources inside a deployed portal until the process is asked to stop. */
export async function runOverride(): Promise<void> {
  listenForTheEnd()
  try {
    await run()
  } catch (error) {
    if (error instanceof Refusal) stopWith(error.message, 1)
    throw error
  }
}

async function run(): Promise<void> {
  const settings = readSettings()
  const shell = await findShell(settings.shell)
  const deployed = shell.release.modules.map(({ manifest }) => manifest.id)
  const port = await choosePort(settings.port)
  const asksBeforeWrites = settings.asksWrites || !isLoopback(shell.url.hostname)
  const override = await startOverride({ ...settings, shell, port, asksBeforeWrites })
  onShutDown(() => override.close())
  const { id, dir } = settings.module
  if (!deployed.includes(id))
    console.log(`module: ${id} is not deployed there; it is added to ${deployed.join(', ')}`)
  console.log(`module: ${id} from ${relative(root, dir) || dir}`)
  console.log(`shell: ${shell.url.href}${asksBeforeWrites ? ' (asks before the first write)' : ''}`)
  console.log(`until: ${new Date(override.state.status().expiresAt).toLocaleString()}`)
  console.log(`override: ${override.url}`)
  console.log('\nCtrl-C stops it.')
  override.state.subscribe(() => {
    if (!override.state.status().isActive) console.log('ended: the portal is passed on as it is')
  })
  if (settings.open) openBrowser(override.url)
}

function readSettings() {
  const { values } = readArguments({
    usage,
    options: {
      shell: { type: 'string' },
      module: { type: 'string' },
      dir: { type: 'string' },
      port: { type: 'string' },
      hours: { type: 'string', default: String(MOST_HOURS) },
      'ask-writes': { type: 'boolean', default: false },
      open: { type: 'boolean', default: true },
    },
  })
  const hours = Number(values.hours)
  if (!(hours > 0 && hours <= MOST_HOURS))
    stopWith(`--hours takes a number up to ${MOST_HOURS}, not "${values.hours}".`, 2)
  return {
    shell: values.shell ?? stopWith(usage, 2),
    module: moduleOf(values.module, values.dir),
    port:
      values.port === undefined ? undefined : wholeNumber('port', values.port, { least: 1, most: 65_535 }),
    hours,
    asksWrites: values['ask-writes'],
    open: values.open,
  }
}

function moduleOf(asked: string | undefined, dir: string | undefined): { id: string; dir: string } {
  const id = asked ?? moduleHere()
  const known = moduleIds()
  if (id === undefined) return stopWith(`Which module? Name it with --module: ${known.join(', ')}.`, 2)
  const folder = dir === undefined ? packageDir(id) : fromRoot(dir)
  if (existsSync(join(folder, 'src/module.ts'))) return { id, dir: folder }
  const advice = dir === undefined ? `There are: ${known.join(', ')}; npm run new:module makes one.` : ''
  return stopWith(`There is no module "${id}" in ${relative(root, folder) || folder}. ${advice}`.trim(), 2)
}

/** The module in whose folder npm was called. */
function moduleHere(): string | undefined {
  const here = relative(root, calledFrom).split(/[\\/]/)
  return here[0] === 'packages' && moduleIds().includes(here[1] ?? '') ? here[1] : undefined
}

/** @throws {Refusal} */
async function choosePort(asked: number | undefined): Promise<number> {
  if (await isFree(asked ?? DEFAULT_PORT)) return asked ?? DEFAULT_PORT
  const free = asked === undefined ? await freePort(DEFAULT_PORT + 1) : undefined
  if (free === undefined)
    throw new Refusal(`Port ${asked ?? DEFAULT_PORT} is taken. Choose another with --port.`)
  return free
}
