import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { moduleIds } from '../build/folders.ts'
import { readArguments, stopWith } from './commandLine.ts'
import { fromRoot } from './portal/settings.ts'

// `npm run build -- --out <folder>`: the deployment that a platform team puts on its servers.

const usage = `npm run build [-- --out <folder>] [--keep <module,…>]

  --out <folder>       where it is built; the deployment is <folder>/mf (default dist)
  --keep <module,…>    modules that stay as the release in that folder has them, on the shared files that they have
                       there; the others move on

Build again into the same folder for an upgrade: the new release then knows the one before, so that portals can go
back to it, and the folder keeps the files of both.`

const { values } = readArguments({
  usage,
  options: { out: { type: 'string', default: 'dist' }, keep: { type: 'string' } },
})
const outDir = fromRoot(values.out)
const keep = values.keep?.split(',') ?? []
for (const id of keep) {
  if (!moduleIds().includes(id))
    stopWith(`There is no module "${id}"; there are: ${moduleIds().join(', ')}.`, 2)
}
refuseOtherFolders(outDir)

// Loaded after the options were read: a wrong one is answered at once.
const { buildDeployment } = await import('./build/buildDeployment.ts')
try {
  const lines = await buildDeployment({ outDir, keep, log: line => console.log(line) })
  console.log(['', ...lines, '', `Put this folder on your servers: ${join(values.out, 'mf')}`].join('\n'))
} catch (error) {
  stopWith(error instanceof Error ? error.message : String(error), 1)
}

/** What is not ours is neither mixed with a deployment nor, worse, pruned. */
function refuseOtherFolders(folder: string): void {
  if (!existsSync(folder)) return
  if (!statSync(folder).isDirectory()) stopWith(`${folder} is a file; --out names a folder.`, 2)
  const isOurs = existsSync(`${folder}/mf`) || readdirSync(folder).length === 0
  if (!isOurs)
    stopWith(`${folder} holds something else; --out names an empty folder or one of an earlier build.`, 2)
}
