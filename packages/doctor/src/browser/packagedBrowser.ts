import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environmentWith, withTemporaryFolder } from './config.ts'
import type { Program } from './launchBrowser.ts'

const cache = join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', '.cache')
const folder = join(cache, 'chromium-153')

let unpacking: Promise<void> | undefined

/**
 * The Chromium that comes as a package, with its own system libraries and a font; unpacked once beside the packages.
 * @throws {Error} where the package has no build for this machine
 */
export async function packagedBrowser(): Promise<Program> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('There is no Chrome or Chromium here: install one, or name it in CHROME_PATH.')
  // Within one process the folder for temporary files is everybody's, so only one may unpack.
  if (!existsSync(folder)) await (unpacking ??= unpack())
  return {
    path: join(folder, 'chromium'),
    env: environmentWith(join(folder, 'al2023', 'lib'), join(folder, 'fonts')),
  }
}

/** Unpacked aside and moved into place whole, so that a half-unpacked browser is never run. */
async function unpack(): Promise<void> {
  await mkdir(cache, { recursive: true })
  const partial = await mkdtemp(`${folder}.`)
  try {
    await unpackInto(partial)
    await rename(partial, folder)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    // Somebody else, who began at the same time, was faster.
    if (!existsSync(folder)) throw error
  }
}

async function unpackInto(target: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium')
  const archives = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin')
  const names = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
  // The package unpacks into the system's folder for temporary files.
  await withTemporaryFolder(target, () => Promise.all(names.map(name => inflate(join(archives, name)))))
}
