import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openPreferences } from './preferences.ts'

const KEY = 'sunshine-aid:preferences'

/** A system that prefers what is listed; jsdom has no opinion. */
function systemPrefers(...queries: string[]) {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: queries.includes(query) }))
}

beforeEach(() => {
  localStorage.clear()
  systemPrefers()
})

describe('the preferences', () => {
  it.each([
    ['light', []],
    ['dark', ['(prefers-color-scheme: dark)']],
    ['contrast', ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']],
  ])('begin in Chinese, and %s where the system asks for %o', (theme, queries) => {
    systemPrefers(...queries)
    const preferences = openPreferences()
    expect([preferences.locale.get(), preferences.theme.get()]).toEqual(['zh-CN', theme])
  })

  it('are kept in this browser, and nothing else is', () => {
    const preferences = openPreferences()
    preferences.locale.set('en')
    preferences.theme.set('contrast')
    expect(Object.entries(localStorage)).toEqual([[KEY, '{"locale":"en","theme":"contrast"}']])
    const again = openPreferences()
    expect([again.locale.get(), again.theme.get()]).toEqual(['en', 'contrast'])
  })

  it.each(['not json', 'null', '[]', '{"locale":"fr","theme":"pink"}'])('survive %s in the storage', kept => {
    localStorage.setItem(KEY, kept)
    const preferences = openPreferences()
    expect([preferences.locale.get(), preferences.theme.get()]).toEqual(['zh-CN', 'light'])
  })
})
