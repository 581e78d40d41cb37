import type { ClauseId } from '../clauses/register.ts'
import type { OrgKind } from '../organisations.ts'
import type { InBoth } from './words.ts'

export const SETTING_UNITS = [
  'people',
  'students',
  'hours',
  'days',
  'schoolDays',
  'months',
  'percent',
  'times',
  'files',
  'megabytes',
  'rows',
  'subjects',
] as const
export type SettingUnit = (typeof SETTING_UNITS)[number]

/** What a value may be. A floor stands here, so that no level can go below it. */
export type SettingKind =
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly unit: SettingUnit }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: Readonly<Record<string, InBoth>> }
  /** Several of them, one at the least; `always` cannot be left out. */
  | { readonly kind: 'flags'; readonly choices: Readonly<Record<string, InBoth>>; readonly always?: string }

/** What a change can touch at once, and so what its preview counts; `later` acts on what begins from then on. */
export type SettingEffect = 'panels' | 'visits' | 'fastChannel' | 'mentors' | 'later'

/** Under which heading the page shows it. */
export const SETTING_GROUPS = [
  'requests',
  'panels',
  'visits',
  'mentors',
  'support',
  'screening',
  'protection',
] as const
export type SettingGroup = (typeof SETTING_GROUPS)[number]

/** One setting, described once: for the page, the server's refusals and the preview. */
export type SettingDescription = SettingKind & {
  readonly group: SettingGroup
  readonly label: InBoth
  /** What the value does, in a sentence. */
  readonly help: InBoth
  readonly clause: ClauseId
  /** Kinds of organisation that may set it; all below follow. */
  readonly setBy: readonly OrgKind[]
  readonly effect: SettingEffect
}

/** What is decided above the schools. */
export const REGION = ['county', 'city', 'province'] as const
/** Floors of protection and of supervision: a county does not lower its own. */
export const HIGH = ['city', 'province'] as const
/** What a school may decide for itself as well. */
export const ALL = ['school', ...REGION] as const

export const number = (min: number, max: number, unit: SettingUnit) =>
  ({ kind: 'number', min, max, unit }) as const

/** A value of a region that acts on what begins later. */
export const later = (group: SettingGroup, clause: ClauseId, label: InBoth, help: InBoth) =>
  ({ group, clause, label, help, setBy: REGION, effect: 'later' }) as const
