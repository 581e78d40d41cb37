import type { Locale } from './host.ts'
import type { IntentParameters } from './intents.ts'

/** A text in every language that the portal offers. */
export type Label = Readonly<Record<Locale, string>>

export interface ManifestRoute {
  /** Below the module's base path, in `:name` notation: `/`, `/:applicationId/visits`. */
  readonly path: string
  readonly title: Label
  /** Who may open it; absent: everybody who is signed in. */
  readonly permission?: string
  /** Present: stands in the portal's navigation; lower numbers first. */
  readonly nav?: number
}

/** A screen that a module offers: where it is, and what it needs to open. */
export interface ProvidedIntent {
  /** Below the base path, with the parameters in `:name` notation. */
  readonly path: string
  readonly params: IntentParameters
}

/** One file for each version of a module: all that a shell must know before it runs any of its code. */
export interface ModuleManifest {
  /** Address of this file's JSON Schema, relative to the manifest. */
  readonly $schema?: string
  readonly schema: 1
  readonly id: string
  readonly version: string
  /** Range of host contracts with which it works: `^1.0`. */
  readonly contract: string
  readonly title: Label
  /** Entry file, relative to the manifest. */
  readonly entry: string
  /** Style sheets to load before mounting, relative to the manifest. Empty: the entry brings its styles. */
  readonly css: readonly string[]
  /** Every file of the module with its integrity (`sha384-…`). */
  readonly files: Readonly<Record<string, string>>
  /** Packages it takes from the import map, each with the range that works. */
  readonly shared: Readonly<Record<string, string>>
  /** The names it imports from each of them: what a vendor file must export. */
  readonly uses: Readonly<Record<string, readonly string[]>>
  readonly routes: readonly ManifestRoute[]
  readonly intents: {
    readonly provides: Readonly<Record<string, ProvidedIntent>>
    /** Intent → the parameters with which it is called. */
    readonly calls: Readonly<Record<string, IntentParameters>>
  }
  /** Names of capabilities. Without one that it `needs` a module is not run; without one that it `likes` it works with less. */
  readonly capabilities: { readonly needs: readonly string[]; readonly likes: readonly string[] }
  readonly api: {
    /** `operationId` of everything that the module may ask of the API. */
    readonly operations: readonly string[]
  }
  readonly locales: readonly Locale[]
}

const text = { type: 'string', minLength: 1 } as const
const texts = { type: 'array', items: text } as const
/** Below its own folder: no scheme, no leading slash, no way up. */
const file = { type: 'string', pattern: '^(?!/)(?!.*\\.\\.)[A-Za-z0-9._/-]+$' } as const
const label = {
  type: 'object',
  required: ['zh-CN', 'en'],
  properties: { 'zh-CN': text, en: text },
  additionalProperties: false,
} as const
const parameters = { type: 'object', additionalProperties: { const: 'string' } } as const

export const integritySchema = { type: 'string', pattern: '^sha384-[A-Za-z0-9+/]{64}$' } as const

export const moduleManifestSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Manifest of a module',
  type: 'object',
  required: [
    'schema',
    'id',
    'version',
    'contract',
    'title',
    'entry',
    'css',
    'files',
    'shared',
    'uses',
    'routes',
    'intents',
    'capabilities',
    'api',
    'locales',
  ],
  properties: {
    $schema: text,
    schema: { const: 1 },
    id: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,40}$' },
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+(-[A-Za-z0-9.-]+)?$' },
    contract: { type: 'string', pattern: '^\\^1\\.\\d+$' },
    title: label,
    entry: file,
    css: { type: 'array', items: file },
    files: { type: 'object', propertyNames: file, additionalProperties: integritySchema },
    shared: { type: 'object', additionalProperties: text },
    uses: { type: 'object', additionalProperties: texts },
    routes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'title'],
        properties: {
          path: { type: 'string', pattern: '^/' },
          title: label,
          permission: text,
          nav: { type: 'number' },
        },
        additionalProperties: false,
      },
    },
    intents: {
      type: 'object',
      required: ['provides', 'calls'],
      properties: {
        provides: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            required: ['path', 'params'],
            properties: { path: { type: 'string', pattern: '^/' }, params: parameters },
            additionalProperties: false,
          },
        },
        calls: { type: 'object', additionalProperties: parameters },
      },
      additionalProperties: false,
    },
    capabilities: {
      type: 'object',
      required: ['needs', 'likes'],
      properties: { needs: texts, likes: texts },
      additionalProperties: false,
    },
    api: {
      type: 'object',
      required: ['operations'],
      properties: { operations: texts },
      additionalProperties: false,
    },
    locales: { type: 'array', items: { enum: ['zh-CN', 'en'] } },
  },
} as const
