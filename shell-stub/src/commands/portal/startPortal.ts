import { join } from 'node:path'
import { buildRelease } from '../../build/buildRelease.ts'
import { createPortal, type PortalOptions } from '../../portalServer.ts'
import { root } from '../config.ts'
import { runPortal } from './runPortal.ts'
import type { Settings } from './settings.ts'

const releaseDir = join(root, 'shell-stub', 'dist', 'release')

/** The portal as it is released. */
export function startPortal(settings: Settings): Promise<void> {
  return runPortal(settings, { prepare: buildPortal, strict: false })
}

/** The portal from its sources. */
export function startDevPortal(settings: Settings): Promise<void> {
  return runPortal(settings, { prepare: loadDevPortal, strict: true })
}

async function buildPortal() {
  console.log('release: building what has changed')
  const { id } = await buildRelease({ outDir: releaseDir, log: line => console.log(`release: ${line}`) })
  console.log(`release: ${id} is ready`)
  return (options: PortalOptions) => createPortal({ ...options, releaseDir })
}

async function loadDevPortal() {
  const { createDevPortal } = await import('../../dev/createDevPortal.ts')
  return createDevPortal
}
