import type { ReleasedModule } from '@sunshine-aid/host-contract'

/** The address of the screen that some module provides for `intent`; `undefined` when none does. */
export function intentLink(
  modules: readonly ReleasedModule[],
  intent: string,
  params: Readonly<Record<string, string>>,
): string | undefined {
  const provider = modules.find(({ manifest }) => intent in manifest.intents.provides)
  const pattern = provider?.manifest.intents.provides[intent]?.path
  if (!provider || pattern === undefined) return undefined
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return provider.basePath + path.replace(/^\//, '')
}
