import type { Locale, Theme } from '@sunshine-aid/host-contract'
import { createSignal, type WritableSignal } from '@sunshine-aid/shell-kit'

/** How the portal looks to whoever sits here. Kept in this browser; it says nothing about a person. */
export interface Preferences {
  readonly locale: WritableSignal<Locale>
  readonly theme: WritableSignal<Theme>
}

const KEY = 'sunshine-aid:preferences'

export function openPreferences(): Preferences {
  const kept = read()
  const locale = createSignal<Locale>(kept.locale === 'en' ? 'en' : 'zh-CN')
  const theme = createSignal<Theme>(isTheme(kept.theme) ? kept.theme : systemTheme())
  const keep = () => localStorage.setItem(KEY, JSON.stringify({ locale: locale.get(), theme: theme.get() }))
  locale.subscribe(keep)
  theme.subscribe(keep)
  return { locale, theme }
}

function read(): { locale?: unknown; theme?: unknown } {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {}) as object
  } catch {
    return {}
  }
}

function isTheme(value: unknown): value is Theme {
  return value === 'light' || value === 'dark' || value === 'contrast'
}

function systemTheme(): Theme {
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast'
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
