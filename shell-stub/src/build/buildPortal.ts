import { join } from 'node:path'
import { buildInto } from './builder.ts'
import { readDescription } from './describedBy.ts'
import { digestOf, TOOLING } from './digest.ts'
import { packageDir } from './folders.ts'
import { PORTAL_DIR } from './portalConfig.ts'
import type { PortalFiles } from './releaseFiles.ts'

/** The stub's own pages, which are no part of a deployment. */
export async function buildPortal(outDir: string, log: (line: string) => void): Promise<PortalFiles> {
  const folders = [PORTAL_DIR, join(packageDir('shell-kit'), 'src')]
  const base = `/shell/${digestOf([...folders, ...TOOLING])}/`
  const folder = join(outDir, base)
  if ((await buildInto(folder, { kind: 'portal' })) === 'built') log('built the portal')
  return { base, ...(await readDescription(folder)) }
}
