import { finding, type Finding } from '../finding.ts'
import { namedFiles } from '../reading/library.ts'
import { readRelease, type Deployment } from '../reading/openDeployment.ts'
import type { Pair } from './pair.ts'

/** Whether one can go back to the release before, and whether pages that are open find their files. */
export async function checkWayBack({ candidate, running }: Pair): Promise<Finding[]> {
  return [...(await previousFindings(candidate, running)), ...(await openPageFindings(candidate, running))]
}

async function previousFindings(candidate: Deployment, running: Deployment): Promise<Finding[]> {
  const { id, previous } = candidate.release
  if (id !== running.release.id && previous !== running.release.id) {
    return [
      finding(
        'SK-18',
        { previous: running.release.id, reason: `release.json: "previous": ${JSON.stringify(previous)}` },
        'rollback',
      ),
    ]
  }
  if (previous === null) return []
  const path = `/releases/${previous}.json`
  const bytes = (await candidate.files.read(path)) ?? (await running.files.read(path))
  if (!bytes) return [finding('SK-18', { previous, reason: `${path}: 404` }, 'rollback')]
  const release = readRelease(bytes)
  if (Array.isArray(release))
    return [finding('SK-18', { previous, reason: release[0] as string }, 'rollback')]
  const missing = await missingFrom([candidate, running], { ...candidate, release } as Deployment)
  const [first] = missing
  return first === undefined ? [] : [finding('SK-18', { previous, reason: `${first}: 404` }, 'rollback')]
}

async function openPageFindings(candidate: Deployment, running: Deployment): Promise<Finding[]> {
  // What the candidate names itself and lacks is said elsewhere.
  const own = new Set(namedFiles(candidate).map(({ path }) => path))
  const missing = (await missingFrom([candidate], running)).filter(path => !own.has(path))
  const [file] = missing
  const subject = { source: candidate.source, count: String(missing.length), file: file ?? '' }
  return file === undefined ? [] : [finding('SK-19', subject, 'open')]
}

/** Files that the release of `named` names and none of `deployments` has. */
async function missingFrom(deployments: readonly Deployment[], named: Deployment): Promise<string[]> {
  const paths = namedFiles(named).map(({ path }) => path)
  const found = await Promise.all(
    paths.map(async path => {
      for (const { files } of deployments) if (await files.has(path)) return true
      return false
    }),
  )
  return paths.filter((_, index) => !found[index])
}
