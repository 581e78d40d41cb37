import { join } from 'node:path'
import { buildRelease, type BuildOptions } from '../../build/buildRelease.ts'
import { compressFiles } from '../../build/compressFiles.ts'
import { buildOtherWaysIn } from '../../build/loaderDeployment.ts'
import { DEPLOYMENT, readPublished } from '../../build/releaseFiles.ts'
import { deploymentReport } from './deploymentReport.ts'

/** Builds all that a deployment holds. @returns what to tell whoever deploys it, line by line */
export async function buildDeployment(options: Omit<BuildOptions, 'withPortal'>): Promise<string[]> {
  const before = await readPublished(options.outDir)
  const release = await buildRelease({ ...options, withPortal: false })
  await buildOtherWaysIn(options)
  const folder = join(options.outDir, DEPLOYMENT)
  await compressFiles(folder)
  return deploymentReport(folder, release, before)
}
