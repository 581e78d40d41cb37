import type { Locale } from '@sunshine-aid/host-contract'

type Texts = Readonly<Record<string, string>>

/** The names in `'{count} {count|student|students}'`: here `'count'`. */
type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? (P extends `${infer Name}|${string}` ? Name : P) | Placeholders<Rest>
  : never

/** A text is a string, or a function of its placeholders where it has any. */
export type TextOf<S extends string> = [Placeholders<S>] extends [never]
  ? string
  : (values: Readonly<Record<Placeholders<S>, string | number>>) => string

export type TextsOf<Z extends Texts> = { readonly [K in keyof Z]: TextOf<Z[K]> }

/** All texts of a module in both languages; the Chinese ones define the keys and the placeholders. */
export interface Messages<Z extends Texts = Texts> {
  readonly 'zh-CN': Z
  readonly en: Readonly<Record<keyof Z, string>>
}

type SamePlaceholders<A extends string, B extends string> = [Placeholders<A>] extends [Placeholders<B>]
  ? [Placeholders<B>] extends [Placeholders<A>]
    ? B
    : never
  : never

type Translation<Z extends Texts, E extends Texts> = {
  readonly [K in keyof E]: K extends keyof Z ? SamePlaceholders<Z[K], E[K]> : never
}

/**
 * Texts as data. A key or a placeholder that is missing in one language does not compile.
 *
 * `'{name}'` is replaced; `'{count|student|students}'` is the first form when `count` is 1, else the second.
 */
export function defineMessages<
  const Z extends Texts,
  const E extends Readonly<Record<keyof Z & string, string>>,
>(messages: { readonly 'zh-CN': Z; readonly en: E & Translation<Z, E> }): Messages<Z> {
  return messages as unknown as Messages<Z>
}

const filled = new WeakMap<Messages, Map<Locale, TextsOf<Texts>>>()

/** The texts in one language; built once. */
export function textsIn<Z extends Texts>(messages: Messages<Z>, locale: Locale): TextsOf<Z> {
  const byLocale = filled.get(messages) ?? new Map<Locale, TextsOf<Texts>>()
  filled.set(messages, byLocale)
  const texts = byLocale.get(locale) ?? mapTexts(messages[locale])
  byLocale.set(locale, texts)
  return texts as TextsOf<Z>
}

function mapTexts(texts: Texts): TextsOf<Texts> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, textOf(text)])) as TextsOf<Texts>
}

const PLACEHOLDER = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g

function textOf(text: string): unknown {
  if (text.search(PLACEHOLDER) < 0) return text
  return (values: Readonly<Record<string, string | number>>) =>
    text.replace(PLACEHOLDER, (_, name: string, one?: string, many?: string) =>
      one === undefined ? String(values[name]) : Number(values[name]) === 1 ? one : (many ?? ''),
    )
}
