import type { Label } from '@sunshine-aid/host-contract'
import type { SURROUNDING_FINDINGS } from '../catalogue/surroundings.ts'
import type { Leak } from '../inPage/probeLook.ts'
import type { Observations } from '../visit/observations.ts'
import { placeOf, say } from '../words.ts'
import { type Check, when } from './check.ts'

export const SURROUNDING_CHECKS: Readonly<Record<keyof typeof SURROUNDING_FINDINGS, Check>> = {
  'DR-80': ({ look }) => look && leakFindings(look.onUs),
  'DR-81': ({ look }) => look && leakFindings(look.onThem),
  'DR-82': ({ globals }) => globals?.enumerable.map(name => say(name, name)),
  'DR-83': ({ globals }) =>
    globals &&
    when(
      globals.fetchIgnoresAbort,
      say('已中止的请求还是发出了', 'an aborted request was sent all the same'),
    ),
  'DR-84': ({ globals }) =>
    globals && [
      ...when(globals.promiseIsReplaced, say('Promise 不是浏览器自带的', 'Promise is not the browser’s own')),
      ...when(globals.hasZone, say('有 zone.js', 'zone.js is there')),
    ],
  'DR-85': ({ globals }) =>
    globals && [
      ...when(globals.pushStateIsLost, say('pushState 没有生效', 'pushState has no effect')),
      ...when(globals.popStateIsLost, say('返回时没有 popstate', 'no popstate came on going back')),
    ],
  'DR-86': kernelFindings,
}

const MOST_RULES = 5

/** One line a rule: what it changes, and on which elements. */
function leakFindings(leaks: readonly Leak[]): Label[] {
  const rules = new Map<string, Leak[]>()
  for (const leak of leaks) {
    const rule = `${leak.rule || '?'} (${leak.sheet === '<style>' ? leak.sheet : placeOf(leak.sheet)})`
    rules.set(rule, [...(rules.get(rule) ?? []), leak])
  }
  return [...rules].slice(0, MOST_RULES).map(([rule, found]) => {
    const elements = [...new Set(found.map(({ element }) => element))].slice(0, 3).join(', ')
    const changes = [...new Set(found.map(({ change }) => change))].slice(0, 3).join('; ')
    return say(`${rule} 作用于 ${elements}：${changes}`, `${rule} reaches ${elements}: ${changes}`)
  })
}

/** Chromium that checks the integrity in import maps, and the oldest for which the modules are built. */
const [INTEGRITY, OLDEST] = [127, 111]

function kernelFindings({ page: { kernel }, browserVersion }: Observations) {
  const major = Number.parseInt(browserVersion)
  return [
    ...when(!kernel.importMaps, say('没有导入映射', 'no import maps')),
    ...when(!kernel.adoptedStyleSheets, say('没有 adoptedStyleSheets', 'no adoptedStyleSheets')),
    ...when(
      major < OLDEST,
      say(`内核 ${major}，最低 ${OLDEST}`, `kernel ${major}, at least ${OLDEST} is needed`),
    ),
    ...when(
      major >= OLDEST && major < INTEGRITY,
      say(
        `内核 ${major} 不检查导入映射的完整性`,
        `kernel ${major} does not check the integrity of import maps`,
      ),
    ),
  ]
}
