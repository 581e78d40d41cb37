import { integritySchema, moduleManifestSchema, type ModuleManifest } from './manifest.ts'

/** The import map as browsers read it. */
export interface ImportMap {
  readonly imports: Readonly<Record<string, string>>
  readonly scopes?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** URL → integrity, for every script that can be imported. */
  readonly integrity: Readonly<Record<string, string>>
}

export interface ReleasedModule {
  /** Folder of the module's files, with a slash at the end; its content never changes. */
  readonly base: string
  /** Where the module's pages live in the portal: `/applications/`. */
  readonly basePath: string
  readonly manifest: ModuleManifest
}

/**
 * One deployment: which version of every module runs, and on which vendor files. It is the only file that
 * changes (`no-cache`); everything that it names is immutable.
 */
export interface Release {
  readonly $schema?: string
  readonly schema: 1
  /** Names the deployment; the same content has the same name. */
  readonly id: string
  /** The deployment before this one, for going back; `null` for the first. */
  readonly previous: string | null
  /** Name of the set of vendor files. */
  readonly train: string
  /** Exact versions that the vendor files hold. */
  readonly vendor: Readonly<Record<string, string>>
  readonly importMap: ImportMap
  readonly modules: readonly ReleasedModule[]
}

const text = { type: 'string', minLength: 1 } as const
const urls = { type: 'object', additionalProperties: text } as const
const path = { type: 'string', pattern: '^(/|https?://)(?!.*\\.\\.).*$' } as const

export const releaseSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Release of a portal',
  type: 'object',
  required: ['schema', 'id', 'previous', 'train', 'vendor', 'importMap', 'modules'],
  properties: {
    $schema: text,
    schema: { const: 1 },
    id: text,
    previous: { type: ['string', 'null'] },
    train: text,
    vendor: urls,
    importMap: {
      type: 'object',
      required: ['imports', 'integrity'],
      properties: {
        imports: { type: 'object', additionalProperties: path },
        scopes: { type: 'object', additionalProperties: urls },
        integrity: { type: 'object', additionalProperties: integritySchema },
      },
      additionalProperties: false,
    },
    modules: {
      type: 'array',
      items: {
        type: 'object',
        required: ['base', 'basePath', 'manifest'],
        properties: {
          base: { type: 'string', pattern: '^(/|https?://)(?!.*\\.\\.).*/$' },
          basePath: { type: 'string', pattern: '^/([a-z0-9-]+/)+$' },
          manifest: moduleManifestSchema,
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
