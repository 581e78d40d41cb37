import { describeSetting, type SettingKey, type SettingValue } from './keys.ts'

/** `value` as a value of `key`, several choices in their own order; `undefined` where the rules know none such. */
export function settingValue(key: SettingKey, value: unknown): SettingValue | undefined {
  const setting = describeSetting(key)
  switch (setting.kind) {
    case 'number':
      return isWholeWithin(value, setting.min, setting.max) ? value : undefined
    case 'switch':
      return typeof value === 'boolean' ? value : undefined
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(setting.choices, value) ? value : undefined
    case 'flags':
      return flags(value, Object.keys(setting.choices), setting.always)
  }
}

export function sameSetting(a: SettingValue | null, b: SettingValue | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function isWholeWithin(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max
}

function flags(value: unknown, choices: readonly string[], always?: string): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  if (value.some(each => !choices.includes(String(each)))) return undefined
  if (always !== undefined && !value.includes(always)) return undefined
  return choices.filter(choice => value.includes(choice))
}
