import { integritySchema, moduleManifestSchema, type ModuleManifest } from './manifest.ts'

/** The import map as browsers read it. */
export interface ImportMap {
  readonly imports: Readonly<Record<string, string>>
  /** Folder → the shared packages for what is in it, where they are not those of `imports`. */
  readonly scopes?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** URL → integrity, for every script that can be imported. */
  readonly integrity: Readonly<Record<string, string>>
}

/** One version of a module, where it is, and on which shared files it runs. */
export interface ModuleVersion {
  /** Folder of the module's files, with a slash at the end; its content never changes. */
  readonly base: string
  /** Key of `Release.trains`. */
  readonly train: string
  readonly manifest: ModuleManifest
}

export interface ReleasedModule extends ModuleVersion {
  /** Where the module's pages live: `applications/`, below the portal's own base path. */
  readonly basePath: string
  /**
   * The version that ran before, for a shell to go back to when this one does not start. The import map knows its
   * files and those that it shares.
   */
  readonly previous?: ModuleVersion
}

/**
 * One deployment: which version of every module runs, and on which shared files. It is the only file that changes
 * (`no-cache`); everything that it names is immutable.
 *
 * As published, every address in it is relative to the release file (`./vendor/…`), and every `basePath` to the
 * portal, so that the folder may be served from any origin and any path. `resolveRelease` of shell-kit makes them
 * absolute; what a shell works with is a resolved release.
 */
export interface Release {
  readonly $schema?: string
  readonly schema: 1
  /**
   * Names the deployment. It is kept as `releases/<id>.json`, byte for byte: going back is putting that file in the
   * place of the release file, to which its addresses stay relative.
   */
  readonly id: string
  /** The deployment before this one, for going back; `null` for the first. */
  readonly previous: string | null
  /** The set of shared files in `importMap.imports`. */
  readonly train: string
  /** Set of shared files → package → the exact version that it holds. */
  readonly trains: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly importMap: ImportMap
  readonly modules: readonly ReleasedModule[]
}

const text = { type: 'string', minLength: 1 } as const
/** Relative to the release file (`./…`), or resolved: an absolute path or URL. Never upwards. */
const ADDRESS = '^(\\./|/|https?://)(?!.*\\.\\.)[^\\s\\\\]*'
const address = { type: 'string', pattern: `${ADDRESS}$` } as const
const folder = { type: 'string', pattern: `${ADDRESS}/$` } as const
const addresses = { type: 'object', additionalProperties: address } as const
const version = { base: folder, train: text, manifest: moduleManifestSchema } as const

export const releaseSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Release of a portal',
  type: 'object',
  required: ['schema', 'id', 'previous', 'train', 'trains', 'importMap', 'modules'],
  properties: {
    $schema: text,
    schema: { const: 1 },
    id: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,64}$' },
    previous: { type: ['string', 'null'] },
    train: text,
    trains: { type: 'object', additionalProperties: { type: 'object', additionalProperties: text } },
    importMap: {
      type: 'object',
      required: ['imports', 'integrity'],
      properties: {
        imports: addresses,
        scopes: { type: 'object', propertyNames: folder, additionalProperties: addresses },
        integrity: { type: 'object', propertyNames: address, additionalProperties: integritySchema },
      },
      additionalProperties: false,
    },
    modules: {
      type: 'array',
      items: {
        type: 'object',
        required: ['base', 'basePath', 'train', 'manifest'],
        properties: {
          ...version,
          basePath: { type: 'string', pattern: '^/?([a-z0-9-]+/)+$' },
          previous: {
            type: 'object',
            required: ['base', 'train', 'manifest'],
            properties: version,
            additionalProperties: false,
          },
        },
        additionalProperties: false,
      },
    },
  },
} as const

/** How many further addresses an entry file has, beside its own. */
export const RETRY_ADDRESSES = 3

/**
 * The address for the `n`-th further attempt (1 to `RETRY_ADDRESSES`) at an entry file. A browser remembers for the
 * life of the page that an import has failed, so trying again needs another address of the same bytes; the import
 * map lists the integrity of each.
 */
export function retryAddress(url: string, n: number): string {
  return `${url}?retry=${n}`
}
