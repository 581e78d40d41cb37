import type { CONTRACT_FINDINGS } from '../catalogue/contract.ts'
import type { SignalFacts } from '../inPage/watchSignal.ts'
import type { Observations } from '../visit/observations.ts'
import { placeOf, say } from '../words.ts'
import { type Check, when } from './check.ts'

export const CONTRACT_CHECKS: Readonly<Record<keyof typeof CONTRACT_FINDINGS, Check>> = {
  'DR-01': ({ host }) =>
    host?.wrong.map(({ path, expected, found }) =>
      say(
        `${path || 'host'}：应为 ${expected}，实为 ${found}`,
        `${path || 'host'}: ${expected} expected, ${found} found`,
      ),
    ),
  'DR-02': versionFindings,
  'DR-03': ({ host }) =>
    host &&
    when(
      host.unfrozen.length > 0,
      say(`没有冻结：${host.unfrozen.join('、')}`, `not frozen: ${host.unfrozen.join(', ')}`),
    ),
  'DR-04': ({ host }) => host?.values.map(value => say(value, value)),
  'DR-05': basePathFindings,
  'DR-06': ({ host }) =>
    host && when(!host.ownsRoot, say('ui.root 是另一个元素', 'ui.root is another element')),
  'DR-07': ({ leaving }) =>
    leaving && leaving.place !== 'kept'
      ? when(
          !leaving.isAborted,
          say('离开 3 秒后 signal.aborted 仍是 false', 'signal.aborted is false 3 seconds after leaving'),
        )
      : undefined,
  'DR-08': questionFindings,
  'DR-09': ({ leaving }) =>
    leaving && when(!leaving.moved, say('3 秒后地址没有变', 'the address is the same 3 seconds later')),
  'DR-10': ({ voice }) => voice && when(!voice.titleIsSet, say('标题没有变', 'the title stayed as it was')),
  'DR-11': ({ voice }) =>
    voice &&
    when(
      !voice.isAnnounced,
      say('没有一个 aria-live 元素出现这段文字', 'no element with aria-live got the text'),
    ),
  'DR-12': ({ overlay }) =>
    overlay &&
    when(overlay.parent !== 'body', say(`它在 <${overlay.parent}> 里`, `it is in <${overlay.parent}>`)),
  'DR-13': ({ overlay }) => overlay && [...overlay.hidden, ...overlay.confinedBy].map(why => say(why, why)),
  'DR-14': ({ overlay }) => overlay?.covers.map(name => say(`${name} 盖在上面`, `${name} lies over it`)),
  'DR-15': ({ localeSwitch }) => localeSwitch && signalFindings(localeSwitch),
  'DR-16': ({ themeSwitch }) => themeSwitch && signalFindings(themeSwitch),
  'DR-20': ({ token }) =>
    token && [
      ...when(token.outcome === 'rejected', say('getToken 拒绝了', 'getToken rejected')),
      ...when(
        token.outcome === 'tooLate',
        say(`${seconds(token.ms)} 秒后还没有令牌`, `no token after ${seconds(token.ms)} s`),
      ),
    ],
  'DR-21': tokenFindings,
  'DR-22': ({ refreshes }) =>
    refreshes &&
    when(
      refreshes.perTab > refreshes.single,
      say(
        `10 次同时调用引起 ${refreshes.perTab} 个请求`,
        `10 calls at once made ${refreshes.perTab} requests`,
      ),
    ),
  'DR-23': ({ refreshes }) =>
    refreshes &&
    when(
      refreshes.together > refreshes.single,
      say(
        `两个标签页一共发出 ${refreshes.together} 个请求`,
        `two tabs made ${refreshes.together} requests together`,
      ),
    ),
  'DR-24': clockFindings,
}

function versionFindings({ host, release }: Observations) {
  if (!host) return undefined
  const module = release?.modules.find(({ id }) => id === host.moduleId)
  const wanted = Number(/^\^1\.(\d+)$/.exec(module?.contract ?? '')?.[1] ?? 0)
  const offered = /^1\.(\d+)$/.exec(host.contract)?.[1]
  const isFit = offered !== undefined && Number(offered) >= wanted
  const needs = module?.contract ?? '^1.0'
  return when(
    !isFit,
    say(
      `宿主是「${host.contract}」，模块需要 ${needs}`,
      `the host says “${host.contract}”, the module needs ${needs}`,
    ),
  )
}

function basePathFindings({ host, release }: Observations) {
  if (!host || host.basePath === '') return undefined
  const { basePath, path, moduleId } = host
  const place = placeOf(path)
  const module = release?.modules.find(({ id }) => id === moduleId)
  return [
    ...when(
      !/^\/(.*\/)?$/.test(basePath),
      say(`「${basePath}」首尾要有斜杠`, `“${basePath}” needs a slash at both ends`),
    ),
    ...when(
      !`${path}/`.startsWith(basePath),
      say(
        `页面在 ${place}，basePath 却是 ${basePath}`,
        `the page is at ${place}, but basePath is ${basePath}`,
      ),
    ),
    ...when(
      module !== undefined &&
        `${path}/`.startsWith(basePath) &&
        !basePath.endsWith(lastFolder(module.basePath)),
      say(
        `发布里写的是 ${module?.basePath ?? ''}，宿主给的是 ${basePath}`,
        `the release says ${module?.basePath ?? ''}, the host ${basePath}`,
      ),
    ),
  ]
}

/** `/portal/applications/` → `/applications/`: the part that is the module's own. */
function lastFolder(basePath: string): string {
  return /\/[^/]+\/$/.exec(basePath)?.[0] ?? '/'
}

function questionFindings({ question }: Observations) {
  if (!question) return undefined
  const { wasAsked, wasInTime, stayed } = question
  if (!wasAsked) return [say('没有人来问，就离开了', 'nobody asked before leaving')]
  return [
    ...when(!wasInTime, say('问的时候地址已经变了', 'the address had changed when the question came')),
    ...when(
      !stayed,
      say('回答了 false，还是离开了', 'the answer was false, and the module was left all the same'),
    ),
  ]
}

function signalFindings({ hasTold, hasChanged }: SignalFacts) {
  return [
    ...when(!hasTold, say('subscribe 的函数没有被调用', 'the listener was not called')),
    ...when(!hasChanged, say('get() 的值没有变', 'get() gives the same value')),
  ]
}

function tokenFindings({ token, renewed }: Observations) {
  if (!token) return undefined
  const { outcome, expiresAt, now } = token
  return [
    ...when(
      outcome === 'empty' || outcome === 'noText',
      say('令牌是空的，或者不是文字', 'the token is empty, or no text'),
    ),
    ...when(expiresAt !== null && expiresAt <= now, say('令牌已经过期', 'the token has expired')),
    ...when(
      renewed?.isOld === true,
      say('带 force 仍给出同一个令牌', 'with force it gives the same token again'),
    ),
  ]
}

/** Seconds that two clocks may differ: what a token's validity leaves room for. */
const TOLERANCE = 30

function clockFindings({ document, token }: Observations) {
  const { clockAhead } = document
  const issuedAt = token?.issuedAt ?? null
  const ahead = token && issuedAt !== null ? Math.round(issuedAt - token.now) : 0
  if (clockAhead === null && issuedAt === null) return undefined
  return [
    ...when(
      Math.abs(clockAhead ?? 0) > TOLERANCE,
      say(
        `服务器和这台电脑相差 ${clockAhead ?? 0} 秒`,
        `the server is ${clockAhead ?? 0} s ahead of this machine`,
      ),
    ),
    ...when(
      ahead > TOLERANCE,
      say(`令牌的签发时间在 ${ahead} 秒之后`, `the token is issued ${ahead} s in the future`),
    ),
  ]
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
