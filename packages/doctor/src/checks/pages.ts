import type { PAGE_FINDINGS } from '../catalogue/pages.ts'
import type { Observations } from '../visit/observations.ts'
import { placeOf, say } from '../words.ts'
import { type Check, when } from './check.ts'

export const PAGE_CHECKS: Readonly<Record<keyof typeof PAGE_FINDINGS, Check>> = {
  'DR-30': ({ links }) =>
    links
      ?.filter(({ status, mime }) => status !== 200 || mime !== 'text/html')
      .map(({ moduleId, path, status, mime }) =>
        say(
          `${moduleId} 的 ${path}：状态 ${status}，${mime || '无类型'}`,
          `${path} of ${moduleId}: status ${status}, ${mime || 'no type'}`,
        ),
      ),
  'DR-31': ({ links }) =>
    links
      ?.filter(({ isMounted }) => isMounted === false)
      .map(({ moduleId, path }) =>
        say(`${moduleId} 的 ${path}：模块没有出现`, `${path} of ${moduleId}: the module does not come up`),
      ),
  'DR-32': ({ leaving }) =>
    leaving &&
    when(
      leaving.place === 'there',
      say('离开 3 秒后内容还在', 'its content is there 3 seconds after leaving'),
    ),
  'DR-33': leftoverFindings,
  'DR-34': ({ cameBack }) =>
    cameBack === undefined
      ? undefined
      : when(!cameBack, say('返回后没有挂载', 'nothing was mounted after going back')),
  'DR-35': ({ recorded }) =>
    when(recorded.mounts.length === 0, say('没有模块被挂载', 'no module was mounted')).concat(
      when(
        recorded.mounts.length > 0 && !recorded.isDrawn,
        say('挂载了，但没有内容', 'it was mounted, but drew nothing'),
      ),
    ),
  'DR-36': ({ recorded }) => recorded.errors.slice(0, 5).map(error => say(shown(error), shown(error))),
  'DR-37': ({ page }) => when(!page.hasDoctype, say('没有 doctype', 'there is no doctype')),
  'DR-38': ({ page }) => when(page.lang === '', say('html 上没有 lang', 'html has no lang')),
  'DR-39': ({ page }) => when(!page.hasViewport, say('没有 meta viewport', 'there is no meta viewport')),
  'DR-40': ({ page: { base } }) =>
    when(base !== null, say(`<base href="${placeOf(base ?? '')}">`, `<base href="${placeOf(base ?? '')}">`)),
}

/** `TypeError https://portal/shell.js:12` */
function shown(error: string): string {
  const [name = '', address = ''] = error.split(' ')
  return `${name} ${placeOf(address)}`.trim()
}

/** What is more after the second visit than after the first: not what the first has made for good. */
function leftoverFindings({ leaving, leavingAgain }: Observations) {
  if (!leaving || !leavingAgain) return undefined
  const [first, second] = [leaving.trace, leavingAgain.trace]
  const listeners = Object.entries(second.listeners).filter(
    ([label, count]) => count > (first.listeners[label] ?? 0),
  )
  return [
    ...listeners.map(([label]) => {
      const [target = '', type = '', script = ''] = label.split(' ')
      const place = placeOf(script)
      return say(
        `${target} 上的 ${type} 监听器（${place}）`,
        `a listener for ${type} on ${target} (${place})`,
      )
    }),
    ...when(second.bodyChildren > first.bodyChildren, say('body 下的元素', 'elements below body')),
    ...when(second.styles > first.styles, say('样式表', 'style sheets')),
  ]
}
