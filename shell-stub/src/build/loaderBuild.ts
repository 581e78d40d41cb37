import { copyFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildInto } from './builder.ts'
import { digestOf, TOOLING } from './digest.ts'
import { packageDir } from './folders.ts'
import { LOADER } from './loaderConfig.ts'
import { DEPLOYMENT } from './releaseFiles.ts'

/** `loader.js` for one script tag, and the shell-kit that it runs, whose folder never changes. */
export async function buildLoader(outDir: string, log: (line: string) => void): Promise<void> {
  const digest = digestOf([join(packageDir('shell-kit'), 'src'), ...TOOLING])
  const deployment = join(outDir, DEPLOYMENT)
  const folder = join(deployment, 'shell-kit', digest)
  if ((await buildInto(folder, { kind: 'shell-kit' })) === 'built') log('built the loader')
  const loader = join(deployment, LOADER)
  await copyFile(join(folder, LOADER), `${loader}.new`)
  await rm(`${loader}.br`, { force: true })
  await rename(`${loader}.new`, loader)
}
