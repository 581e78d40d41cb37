import { INTENTS, type IntentName, type Label, type ModuleManifest } from '@sunshine-aid/host-contract'
import type { ModuleSpec } from '../defineModule.ts'
import { textsIn, type Messages } from '../messages.ts'
import { operationsOf } from './apiOperations.ts'
import type { BundleDescription } from './describeBundle.ts'
import { installedVersion } from './sharedPackages.ts'

export interface BuiltModule {
  readonly spec: ModuleSpec
  readonly dir: string
  readonly version: string
  readonly built: BundleDescription
  /** What its sources import of the API contract. */
  readonly asks?: Iterable<string>
}

/** Range of host contracts that this kit's `HostV1` was written against. */
const CONTRACT = '^1.0'

/** Where the schema lies in a deployment, seen from the folder of a version. */
const SCHEMA = '../../schema/manifest-1.json'

export function manifestOf({ spec, dir, version, built, asks = [] }: BuiltModule): ModuleManifest {
  const { css, files, uses } = built
  const entry = built.entries[spec.id]
  if (entry === undefined) throw new Error(`${spec.id} was built without an entry.`)
  const label = (key: string) => labelOf(spec.messages, key)
  return {
    $schema: SCHEMA,
    schema: 1,
    id: spec.id,
    version,
    contract: CONTRACT,
    title: label(spec.title),
    entry,
    css,
    files,
    shared: Object.fromEntries(Object.keys(uses).map(name => [name, `^${installedVersion(name, dir)}`])),
    uses,
    routes: spec.routes.map(({ path, meta }) => ({
      path: plainPath(path),
      title: label(meta.title),
      ...(meta.permission !== undefined && { permission: meta.permission }),
      ...(meta.nav !== undefined && { nav: meta.nav }),
    })),
    intents: intentsOf(spec),
    capabilities: { needs: spec.capabilities?.needs ?? [], likes: spec.capabilities?.likes ?? [] },
    api: { operations: operationsOf(asks) },
    locales: ['zh-CN', 'en'],
  }
}

function intentsOf({ intents }: ModuleSpec): ModuleManifest['intents'] {
  const provided = Object.entries(intents?.provides ?? {}) as [IntentName, string][]
  return {
    provides: Object.fromEntries(provided.map(([name, path]) => [name, { path, params: INTENTS[name] }])),
    calls: Object.fromEntries((intents?.calls ?? []).map(name => [name, INTENTS[name]])),
  }
}

/** @throws {Error} when shells could not match the pattern: they know fixed words, and `:name` for one segment. */
function plainPath(path: string): string {
  if (!/^\/(?:(?::\w+|[\w-]+)(?:\/|$))*$/.test(path))
    throw new Error(`The path "${path}" must consist of words and :names.`)
  return path
}

/** @throws {Error} when the text has placeholders: a title is shown before anything is known to fill them. */
function labelOf(messages: Messages, key: string): Label {
  const read = (locale: 'zh-CN' | 'en') => {
    const text: unknown = textsIn(messages, locale)[key]
    if (typeof text !== 'string')
      throw new Error(`The title "${key}" must be a plain text of the module's messages.`)
    return text
  }
  return { 'zh-CN': read('zh-CN'), en: read('en') }
}
