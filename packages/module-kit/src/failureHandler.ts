import { problemText, ProblemError } from '@sunshine-aid/api-contract'
import type { Locale, Passport, PassportPhase } from '@sunshine-aid/host-contract'
import type { App } from 'vue'
import type { ModuleContext } from './context.ts'
import { isAbort } from './failure.ts'

const SAID: Readonly<Record<Locale, { readonly action: string; readonly page: string }>> = {
  'zh-CN': { action: '操作没有完成，请再试一次', page: '页面没有打开，请再试一次' },
  en: { action: 'That did not work; please try again', page: 'The page did not open; please try again' },
}

/** That a page did not open, where nothing more is known. */
export const pageFailed = (locale: Locale): string => SAID[locale].page

export interface FailureHandler {
  /** For `app.config.errorHandler`: whatever a component throws that no boundary has caught. */
  readonly component: NonNullable<App['config']['errorHandler']>
  /** For `router.onError`: a page that could not be opened; the one before stays. */
  readonly navigation: (error: unknown) => void
}

/** Reports what nobody has shown yet, and says so at the edge of the page, with the code. */
export function failureHandler({ host, desk, stay }: ModuleContext): FailureHandler {
  function tell(error: unknown, what: 'action' | 'page', { code }: Passport) {
    const locale = host.locale.get()
    const text = error instanceof ProblemError ? problemText[error.code][locale] : SAID[locale][what]
    if (!stay.isParked()) host.ui.notify({ kind: 'error', text, code })
  }
  return {
    component(error, _, info) {
      if (isAbort(error)) return
      const phase = phaseOf(info)
      const passport = desk.report(error, phase)
      if (phase === 'request') tell(error, 'action', passport)
    },
    navigation(error) {
      if (!isAbort(error)) tell(error, 'page', desk.report(error, 'load'))
    },
  }
}

/** Vue names where it was in words in development and by a code at the end of a URL in production. */
export function phaseOf(info: string): PassportPhase {
  if (
    /^(?:setup function|render function|component update|(?:beforeMount|mounted) hook)$|#runtime-(?:0|1|15|bm|m)$/.test(
      info,
    )
  )
    return 'render'
  return /^(?:beforeUnmount|unmounted) hook$|#runtime-(?:bum|um)$/.test(info) ? 'unmount' : 'request'
}

/** The component still stands and may be drawn again: only its `render` has failed. */
export function isRenderFunction(info: string): boolean {
  return info === 'render function' || info.endsWith('#runtime-1')
}
