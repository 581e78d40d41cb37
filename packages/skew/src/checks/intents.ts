import type { IntentParameters, ModuleVersion } from '@sunshine-aid/host-contract'
import { finding, type Finding, type Situation } from '../finding.ts'
import type { Pair } from './pair.ts'

interface Player {
  readonly version: ModuleVersion
  readonly situation: Situation
}

/** Screens that a module wants to open: nobody has them, or they need other parameters. Also with versions gone back to. */
export function checkIntents({ candidate }: Pair): Finding[] {
  const players: Player[] = candidate.release.modules.flatMap(module => [
    { version: module, situation: 'deployed' },
    ...(module.previous ? [{ version: module.previous, situation: 'rollback' } as const] : []),
  ])
  return players.flatMap(caller =>
    Object.entries(caller.version.manifest.intents.calls).flatMap(([intent, given]) =>
      callFindings(caller, intent, given, players),
    ),
  )
}

function callFindings(
  caller: Player,
  intent: string,
  given: IntentParameters,
  players: readonly Player[],
): Finding[] {
  const { id } = caller.version.manifest
  const providers = players.filter(({ version }) => intent in version.manifest.intents.provides)
  const now = providers.filter(({ situation }) => situation === 'deployed')
  if (now.length === 0) return [finding('SK-12', { module: id, intent }, caller.situation)]
  return providers.flatMap(provider => {
    const wanted = provider.version.manifest.intents.provides[intent]?.params ?? {}
    if (textOf(given) === textOf(wanted)) return []
    const situation = provider.situation === 'rollback' ? 'rollback' : caller.situation
    const subject = { module: id, intent, provider: provider.version.manifest.id }
    return [finding('SK-13', { ...subject, given: textOf(given), wanted: textOf(wanted) }, situation)]
  })
}

function textOf(parameters: IntentParameters): string {
  return Object.entries(parameters)
    .map(([name, type]) => `${name}: ${type}`)
    .sort()
    .join(', ')
}
