import { join } from 'node:path'
import { buildRelease } from '../build/buildRelease.ts'
import { createPortal, type PortalOptions } from '../portalServer.ts'
import { root } from './config.ts'
import { runPortal } from './portal/runPortal.ts'
import { readSettings } from './portal/settings.ts'

// `npm start`: the production build of the portal, with its database and first data.

const releaseDir = join(root, 'shell-stub', 'dist', 'release')

async function prepare() {
  console.log('release: building what has changed')
  const { id } = await buildRelease({ outDir: releaseDir, log: line => console.log(`release: ${line}`) })
  console.log(`release: ${id} is ready`)
  return (options: PortalOptions) => createPortal({ ...options, releaseDir })
}

await runPortal(readSettings('npm start'), { prepare, strict: false })
