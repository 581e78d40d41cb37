import {
  describeSetting,
  placeOfKey,
  type SettingGroup,
  type SettingKey,
  type SettingUnit,
} from '@sunshine-aid/domain'
import { useJoin, useLocale, useWords } from '@sunshine-aid/module-kit'
import { computed } from 'vue'
import { useText } from './messages.ts'

const UNITS: Readonly<Record<SettingUnit, Readonly<Record<'zh-CN' | 'en', string>>>> = {
  people: { 'zh-CN': '人', en: 'people' },
  students: { 'zh-CN': '名学生', en: 'students' },
  hours: { 'zh-CN': '小时', en: 'hours' },
  days: { 'zh-CN': '天', en: 'days' },
  schoolDays: { 'zh-CN': '个上学日', en: 'school days' },
  months: { 'zh-CN': '个月', en: 'months' },
  percent: { 'zh-CN': '%', en: '%' },
  times: { 'zh-CN': '次', en: 'times' },
  files: { 'zh-CN': '份', en: 'files' },
  megabytes: { 'zh-CN': 'MB', en: 'MB' },
  rows: { 'zh-CN': '行', en: 'rows' },
  subjects: { 'zh-CN': '科', en: 'subjects' },
}

/** What settings and their values are called, in the portal's language. */
export function useSettingWords() {
  const locale = useLocale()
  const text = useText()
  const words = useWords()
  const join = useJoin()

  return computed(() => {
    const unit = (name: SettingUnit) => UNITS[name][locale.value]
    const label = (key: SettingKey) => {
      const place = placeOfKey(key)
      const name = describeSetting(key).label[locale.value]
      return 'stage' in place ? text.value.stageName({ stage: words.value.stage[place.stage], name }) : name
    }
    const value = (key: SettingKey, given: unknown): string => {
      const setting = describeSetting(key)
      if (given === null || given === undefined) return text.value.inherit
      if (setting.kind === 'number') return `${Number(given).toLocaleString('en-US')} ${unit(setting.unit)}`
      if (setting.kind === 'switch') return given === true ? text.value.on : text.value.off
      const chosen = Array.isArray(given) ? given.map(String) : [given as string]
      return join.value(chosen.map(each => setting.choices[each]?.[locale.value] ?? each))
    }
    const groups: Readonly<Record<SettingGroup, string>> = {
      requests: text.value.groupRequests,
      panels: text.value.groupPanels,
      visits: text.value.groupVisits,
      mentors: text.value.groupMentors,
      support: text.value.groupSupport,
      screening: text.value.groupScreening,
      protection: text.value.groupProtection,
    }
    return { unit, label, value, group: (name: SettingGroup) => groups[name] }
  })
}
