import type { ModuleManifest } from '@sunshine-aid/host-contract'

/**
 * Links between the modules of a release that would lead nowhere: an intent that some module calls and none provides,
 * or provides with other parameters. Each fault names the caller; an empty list means that all fits.
 */
export function intentFaults(manifests: readonly ModuleManifest[]): string[] {
  return manifests.flatMap(caller =>
    Object.entries(caller.intents.calls).flatMap(([intent, params]) => {
      const provider = manifests.find(({ intents }) => intent in intents.provides)
      if (!provider) return [`${caller.id} calls ${intent}, which no module of the release provides`]
      const provided = provider.intents.provides[intent]?.params ?? {}
      if (written(provided) === written(params)) return []
      return [
        `${caller.id} calls ${intent}(${written(params)}), which ${provider.id} provides as ${intent}(${written(provided)})`,
      ]
    }),
  )
}

function written(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .map(([name, type]) => `${name}: ${type}`)
    .sort()
    .join(', ')
}
