import { computed, inject, provide, toValue } from 'vue'
import type { ComputedRef, InjectionKey, MaybeRefOrGetter } from 'vue'
import { en } from './en.ts'
import type { KitText } from './kitText.ts'
import { zhCN } from './zhCN.ts'

export type KitLocale = 'zh-CN' | 'en'

interface KitLanguage {
  locale: ComputedRef<KitLocale>
  text: ComputedRef<KitText>
}

const languageKey: InjectionKey<KitLanguage> = Symbol('sa-language')

function languageOf(locale: MaybeRefOrGetter<KitLocale>): KitLanguage {
  return {
    locale: computed(() => toValue(locale)),
    text: computed(() => (toValue(locale) === 'en' ? en : zhCN)),
  }
}

/** Sets the language of the kit's own words below this component; `UiRoot` calls it. */
export function provideKitText(locale: MaybeRefOrGetter<KitLocale>): ComputedRef<KitText> {
  const language = languageOf(locale)
  provide(languageKey, language)
  return language.text
}

const useLanguage = () => inject(languageKey, () => languageOf('zh-CN'), true)

/** The kit's own words in the language of the page; Chinese where nobody provided one. */
export const useKitText = (): ComputedRef<KitText> => useLanguage().text

export const useKitLocale = (): ComputedRef<KitLocale> => useLanguage().locale
