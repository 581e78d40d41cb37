import { checkApi, type ApiDocuments } from './checks/api.ts'
import { checkContract } from './checks/contract.ts'
import { checkDuplicates } from './checks/duplicates.ts'
import { checkFiles } from './checks/files.ts'
import { checkIntents } from './checks/intents.ts'
import { checkManifests } from './checks/manifest.ts'
import { checkPages } from './checks/pages.ts'
import type { Pair, ShellFacts } from './checks/pair.ts'
import { checkSharing, sharedUses, type SharedUse } from './checks/sharing.ts'
import { checkWayBack } from './checks/wayBack.ts'
import { finding, merged, type Finding } from './finding.ts'
import { openLibrary } from './reading/library.ts'
import type { Deployment, UnusableDeployment } from './reading/openDeployment.ts'

export interface CompareOptions {
  readonly shell?: ShellFacts
  readonly api?: ApiDocuments
}

/** What was compared, and what came of it. */
export interface Comparison {
  readonly candidate: Side
  readonly running: Side
  /** Nobody will be stopped by the deployment; there may be notes. */
  readonly ok: boolean
  /** By id; those of one id in the order of the modules. */
  readonly findings: readonly Finding[]
  /** What each module of the candidate gets of each package that it shares. */
  readonly shared: readonly SharedUse[]
}

interface Side {
  readonly source: string
  /** The id of the release; absent when it could not be used. */
  readonly release?: string
}

/**
 * Compares a deployment with the one that runs. Nothing is written, and nothing is asked but what the two name.
 * @throws {UnreadableError} when one of them stops answering
 */
export async function compareDeployments(
  candidate: Deployment | UnusableDeployment,
  running: Deployment | UnusableDeployment,
  { shell = {}, api }: CompareOptions = {},
): Promise<Comparison> {
  if (!candidate.release || !running.release) {
    const found = [...malformed(candidate, 'deployed'), ...malformed(running, 'running')]
    return comparison(candidate, running, found, [])
  }
  const pair: Pair = {
    candidate,
    running,
    shell,
    candidateScripts: openLibrary([candidate, running]),
    runningScripts: openLibrary([running, candidate]),
  }
  const found = await Promise.all([
    checkFiles(pair),
    checkSharing(pair),
    checkManifests(pair),
    checkDuplicates(pair),
    checkWayBack(pair),
  ])
  const atOnce = [...checkContract(pair), ...checkIntents(pair), ...checkPages(pair)]
  const ofApi = api ? checkApi(pair, api) : []
  return comparison(candidate, running, [...found.flat(), ...atOnce, ...ofApi], await sharedUses(pair))
}

function malformed(
  { source, ...rest }: Deployment | UnusableDeployment,
  situation: 'deployed' | 'running',
): Finding[] {
  if (!('reasons' in rest)) return []
  return [finding('SK-01', { source, reasons: rest.reasons.slice(0, 5).join('; ') }, situation)]
}

function comparison(
  candidate: Deployment | UnusableDeployment,
  running: Deployment | UnusableDeployment,
  found: readonly Finding[],
  shared: readonly SharedUse[],
): Comparison {
  const findings = merged(found)
  const ok = findings.every(({ weight }) => weight === 'note')
  return { candidate: sideOf(candidate), running: sideOf(running), ok, findings, shared }
}

function sideOf({ source, release }: Deployment | UnusableDeployment): Side {
  return { source, ...(release && { release: release.id }) }
}
