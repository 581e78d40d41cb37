import type { Locale } from './host.ts'
import type { Passport, PassportPhase } from './passport.ts'

type Words = Readonly<Record<Locale, string>>

const FACTS: Readonly<Record<keyof Passport, Words>> = {
  code: { 'zh-CN': '错误编号', en: 'Error code' },
  time: { 'zh-CN': '时间', en: 'Time' },
  module: { 'zh-CN': '模块', en: 'Module' },
  version: { 'zh-CN': '版本', en: 'Version' },
  train: { 'zh-CN': '共享文件', en: 'Shared files' },
  contract: { 'zh-CN': '接口约定', en: 'Contract' },
  route: { 'zh-CN': '页面', en: 'Page' },
  phase: { 'zh-CN': '阶段', en: 'Phase' },
  problem: { 'zh-CN': '原因', en: 'Reason' },
  requestId: { 'zh-CN': '请求编号', en: 'Request' },
}

const PHASES: Readonly<Record<PassportPhase, Words>> = {
  load: { 'zh-CN': '加载', en: 'loading' },
  preflight: { 'zh-CN': '启动前检查', en: 'check before the start' },
  mount: { 'zh-CN': '启动', en: 'starting' },
  render: { 'zh-CN': '显示页面', en: 'showing a page' },
  request: { 'zh-CN': '请求或操作', en: 'request or action' },
  hang: { 'zh-CN': '没有响应', en: 'no answer' },
  unmount: { 'zh-CN': '关闭', en: 'closing' },
}

/** A passport as text, one fact a line, to be copied or printed. Times are China's. */
export function describePassport(passport: Passport, locale: Locale): string {
  const names = (Object.keys(FACTS) as (keyof Passport)[]).filter(name => passport[name] !== undefined)
  const separator = locale === 'en' ? ': ' : '：'
  return names.map(name => `${FACTS[name][locale]}${separator}${valueOf(passport, name, locale)}`).join('\n')
}

function valueOf(passport: Passport, name: keyof Passport, locale: Locale): string {
  if (name === 'phase') return `${PHASES[passport.phase][locale]} (${passport.phase})`
  return name === 'time' ? timeInChina(passport.time) : String(passport[name])
}

/** `2026-04-12 01:30:00`. */
function timeInChina(time: string): string {
  return new Date(Date.parse(time) + 8 * 3600 * 1000).toISOString().slice(0, 19).replace('T', ' ')
}
