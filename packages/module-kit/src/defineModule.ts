import type { Permission } from '@sunshine-aid/domain'
import type { Capability, IntentName, ModuleEntry } from '@sunshine-aid/host-contract'
import type { Component } from 'vue'
import type { RouteComponent } from 'vue-router'
import type { Messages } from './messages.ts'
import { mountModule } from './mountModule.ts'
import { singleSpaOf } from './singleSpa.ts'

export interface RouteMeta<Key extends string = string> {
  /** Key of the module's messages: the page's title, and its name in the portal's navigation. */
  readonly title: Key
  /** Who may open the page; absent: everybody who is signed in. */
  readonly permission?: Permission
  /** Present: the page stands in the portal's navigation; lower numbers first. */
  readonly nav?: number
}

/** A page. Import its component directly: a module is one file, and loads as one. */
export interface ModuleRoute<Key extends string = string> {
  /** Below the module's base path: `/`, `/:applicationId/visits`. */
  readonly path: string
  readonly name?: string
  readonly component: RouteComponent
  /** `true`: the path's parameters become the page's props. */
  readonly props?: boolean
  readonly meta: RouteMeta<Key>
}

/** Components for what every page needs; plain ones are used where a module gives none. */
export interface ModuleParts {
  /** A page failed while it was shown. Props: `error`, `passport`, `retry()`. */
  readonly failure?: Component
  /** No page under this address. */
  readonly notFound?: Component
  /** The user lacks the permission of the page. */
  readonly notAllowed?: Component
}

export interface ModuleSpec<Z extends Readonly<Record<string, string>> = Readonly<Record<string, string>>> {
  /** The package's name without its scope; also its base path. */
  readonly id: string
  readonly messages: Messages<Z>
  /** Key of the messages: the module's own name. */
  readonly title: keyof Z & string
  readonly routes: readonly ModuleRoute<keyof Z & string>[]
  /** Wraps every page. Props: `theme`, `locale`, `overlayRoot`; the page is its default slot. */
  readonly root?: Component
  readonly parts?: ModuleParts
  readonly intents?: {
    /** Intent → path below the base path, with the intent's parameters in `:name` notation. */
    readonly provides?: Readonly<Partial<Record<IntentName, string>>>
    readonly calls?: readonly IntentName[]
  }
  /** Without a capability that it `needs` a shell does not run the module; without one that it `likes` it works with less. */
  readonly capabilities?: {
    readonly needs?: readonly Capability[]
    readonly likes?: readonly Capability[]
  }
}

/** A module and which build of it runs. */
export interface BuiltModule {
  readonly spec: ModuleSpec
  readonly version: string
}

export interface ModuleDefinition extends ModuleEntry {
  readonly spec: ModuleSpec
  /** The same module as the build with this version; a built entry file calls it, so that failures name what ran. */
  readonly atVersion: (version: string) => ModuleDefinition
}

/** The version of a module that runs from its sources. */
const SOURCES = '0.0.0-sources'

/**
 * A module: its pages, its texts, and what it offers to the others. The result is what a shell mounts.
 * Each mount has its own Vue application, pinia and router, and takes all of it away again.
 */
export function defineModule<const Z extends Readonly<Record<string, string>>>(
  spec: ModuleSpec<Z>,
): ModuleDefinition {
  return definitionOf(spec, SOURCES)
}

function definitionOf(spec: ModuleSpec, version: string): ModuleDefinition {
  const mount: ModuleEntry['mount'] = (el, host) => mountModule({ spec, version }, el, host)
  return { spec, mount, singleSpa: singleSpaOf(mount), atVersion: built => definitionOf(spec, built) }
}
