import { createHash } from 'node:crypto'
import { finding, type Finding, type Situation } from '../finding.ts'
import { namedFiles, type NamedFile } from '../reading/library.ts'
import type { Deployment } from '../reading/openDeployment.ts'
import type { Pair } from './pair.ts'

/** Files that are missing, that are not what the release says, or that changed under their name. */
export async function checkFiles({ candidate, running }: Pair): Promise<Finding[]> {
  const [own, others] = await Promise.all([faultsOf(candidate, 'deployed'), faultsOf(running, 'running')])
  return [...own, ...others, ...changedInPlace(candidate, running)]
}

async function faultsOf(deployment: Deployment, situation: Situation): Promise<Finding[]> {
  const faults = await Promise.all(namedFiles(deployment).map(file => faultOf(deployment, file)))
  return faults.flatMap(fault => (fault ? [finding(fault.id, fault.subject, situation)] : []))
}

async function faultOf({ files, source }: Deployment, { path, integrity }: NamedFile) {
  const bytes = await files.read(path)
  const subject = { source, file: path }
  if (!bytes) return { id: 'SK-02', subject } as const
  return integrityOf(bytes) === integrity ? undefined : ({ id: 'SK-03', subject } as const)
}

function integrityOf(bytes: Uint8Array): string {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`
}

function changedInPlace(candidate: Deployment, running: Deployment): Finding[] {
  const before = new Map(namedFiles(running).map(({ path, integrity }) => [path, integrity]))
  return namedFiles(candidate).flatMap(({ path, integrity }) => {
    const old = before.get(path)
    return old === undefined || old === integrity ? [] : [finding('SK-04', { file: path })]
  })
}
