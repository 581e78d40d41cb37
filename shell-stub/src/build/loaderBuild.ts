import { copyFile, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pruneFolders } from './bundledPrune.ts'
import { buildInto } from './builder.ts'
import { digestOf, TOOLING } from './digest.ts'
import { packageDir } from './folders.ts'
import { LOADER } from './loaderConfig.ts'

/**
 * `loader.js` for one script tag, and the shell-kit that it runs, whose folder never changes.
 * @param deployment the folder `mf`
 */
export async function buildLoader(deployment: string, log: (line: string) => void): Promise<void> {
  const digest = digestOf([join(packageDir('shell-kit'), 'src'), ...TOOLING])
  const kits = join(deployment, 'shell-kit')
  const folder = join(kits, digest)
  if ((await buildInto(folder, { kind: 'shell-kit' })) === 'built') log('built the loader')
  const loader = join(deployment, LOADER)
  const before = await kitOf(loader)
  await copyFile(join(folder, LOADER), `${loader}.new`)
  await rm(`${loader}.br`, { force: true })
  await rename(`${loader}.new`, loader)
  await pruneFolders(kits, [digest, ...before])
}

/** The folder of the shell-kit that a loader runs; none where there is no loader yet. */
async function kitOf(loader: string): Promise<string[]> {
  const code = await readFile(loader, 'utf8').catch(() => '')
  return [...code.matchAll(/shell-kit\/([0-9a-f]+)\//g)].flatMap(([, digest]) => digest ?? [])
}
