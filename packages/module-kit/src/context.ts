import type { ApiClient } from '@sunshine-aid/api-client'
import type { Permission } from '@sunshine-aid/domain'
import type { HostV1, Locale, Theme } from '@sunshine-aid/host-contract'
import { inject, type InjectionKey, type Ref } from 'vue'
import type { FailureDesk } from './failureDesk.ts'
import type { Stay } from './stay.ts'

/** What one mounted module knows; provided to its pages, dropped on unmount. */
export interface ModuleContext {
  readonly host: HostV1
  readonly api: ApiClient
  readonly locale: Readonly<Ref<Locale>>
  readonly theme: Readonly<Ref<Theme>>
  /** What the page wants as title instead of its route's. */
  readonly pageTitle: Ref<string | undefined>
  readonly stay: Stay
  readonly desk: FailureDesk
  /** A page failed while it was shown, and its place is taken by a card. */
  readonly crashed: Ref<boolean>
}

export const MODULE_CONTEXT: InjectionKey<ModuleContext> = Symbol('module context')

export function useContext(): ModuleContext {
  const context = inject(MODULE_CONTEXT)
  if (!context) throw new Error('This works only in a component of a module that is mounted.')
  return context
}

/** The typed API, with the shell's token; calls end when the module is unmounted. */
export const useApi = (): ApiClient => useContext().api

/** The shell. Prefer `useLocale`, `useTheme` and `useText` for what changes while a page is open. */
export const useHost = (): HostV1 => useContext().host

export const useLocale = (): Readonly<Ref<Locale>> => useContext().locale

export const useTheme = (): Readonly<Ref<Theme>> => useContext().theme

/** Whether the signed-in user holds a permission: to offer a control or not. The API decides. */
export function useCan(): (permission: Permission) => boolean {
  const { auth } = useHost()
  return permission => auth.can(permission)
}
