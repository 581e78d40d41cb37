import type { FILE_FINDINGS } from '../catalogue/files.ts'
import type { FileFacts } from '../visit/auditFiles.ts'
import type { Observations } from '../visit/observations.ts'
import { placeOf, say } from '../words.ts'
import { type Check, when } from './check.ts'
import { resolveName, uncoveredFiles } from './importMap.ts'

export const FILE_CHECKS: Readonly<Record<keyof typeof FILE_FINDINGS, Check>> = {
  'DR-50': filesWhere(
    ({ status }) => status !== 200,
    ({ status }) => say(`状态 ${status}`, `status ${status}`),
  ),
  'DR-51': filesWhere(hasWrongType, ({ mime }) => say(mime || '没有类型', mime || 'no type')),
  'DR-52': filesWhere(
    file => file.status === 200 && file.isWhole === false && !hasWrongType(file),
    () => say('哈希不符', 'another hash'),
  ),
  'DR-53': filesWhere(
    (file, origin) =>
      file.status === 200 && new URL(file.url).origin !== origin && !['*', origin].includes(file.allowOrigin),
    ({ allowOrigin }) => say(allowOrigin || '没有这个头', allowOrigin || 'no such header'),
  ),
  'DR-54': cachedFindings,
  'DR-55': filesWhere(
    file => isFine(file) && !isLongLived(file.cacheControl),
    ({ cacheControl }) =>
      say(`Cache-Control：${cacheControl || '无'}`, `Cache-Control: ${cacheControl || 'none'}`),
  ),
  'DR-56': filesWhere(
    file => isFine(file) && file.bytes > WORTH_COMPRESSING && !/^(br|gzip|zstd|deflate)$/.test(file.encoding),
    ({ bytes }) => say(`${kilobytes(bytes)} kB`, `${kilobytes(bytes)} kB`),
  ),
  'DR-57': ({ document: { httpVersion, url } }) =>
    when(/^HTTP\/1/i.test(httpVersion) && !isLoopback(url), say(httpVersion, httpVersion)),
  'DR-58': htmlFindings,
  'DR-59': mixedFindings,
  'DR-60': ({ staleWorker }) =>
    staleWorker === undefined
      ? []
      : when(
          staleWorker,
          say('页面里取到的发布和服务器上的不是同一个', 'a page gets another release than the server has'),
        ),
  'DR-61': ({ page, release, recorded }) =>
    release &&
    when(
      page.importMaps.length === 0 && recorded.mounts.length === 0 && sharedNames(release.modules).length > 0,
      say('没有 <script type="importmap">', 'there is no <script type="importmap">'),
    ),
  'DR-62': ({ page }) =>
    when(
      page.mapIsLate,
      say('前面已有模块脚本或 modulepreload', 'a module script or modulepreload stands before it'),
    ),
  'DR-63': seen => {
    const uncovered = uncoveredFiles(seen)
    return uncovered === undefined
      ? undefined
      : when(uncovered > 0, say(`${uncovered} 个文件没有哈希`, `${uncovered} files have no hash`))
  },
  'DR-64': unresolvedFindings,
  'DR-65': strangerFindings,
}

const WORTH_COMPRESSING = 2_000
const MONTH_SECONDS = 30 * 24 * 3600
const SCRIPT = /^(text|application)\/(x-)?javascript$/

function filesWhere(
  isWrong: (file: FileFacts, pageOrigin: string) => boolean,
  sighting: (file: FileFacts) => { 'zh-CN': string; en: string } | ReturnType<typeof say>,
): Check {
  return ({ files, document }) => {
    const { origin } = new URL(document.url)
    return files
      ?.filter(file => isWrong(file, origin))
      .map(file => {
        const [place, what] = [placeOf(file.url), sighting(file)]
        return say(`${place}：${what['zh-CN']}`, `${place}: ${what.en}`)
      })
  }
}

function hasWrongType({ url, status, mime }: FileFacts): boolean {
  if (status !== 200) return false
  const { pathname } = new URL(url)
  return (
    (pathname.endsWith('.js') && !SCRIPT.test(mime)) || (pathname.endsWith('.css') && mime !== 'text/css')
  )
}

/** There, and of the right type: otherwise its other headers say nothing. */
function isFine(file: FileFacts): boolean {
  return file.status === 200 && !hasWrongType(file)
}

function isLongLived(cacheControl: string): boolean {
  const [, age = '0'] = /max-age=(\d+)/.exec(cacheControl) ?? []
  return Number(age) >= MONTH_SECONDS && !/no-cache|no-store/.test(cacheControl)
}

function cachedFindings({ document, page, releaseFile }: Observations) {
  const isAsked = (cacheControl: string) => /no-cache|no-store|max-age=0\b/.test(cacheControl)
  const sighting = (url: string, cacheControl: string) => {
    const place = placeOf(url)
    return say(
      `${place}：Cache-Control ${cacheControl || '无'}`,
      `${place}: Cache-Control ${cacheControl || 'none'}`,
    )
  }
  const pageCache = document.headers['cache-control'] ?? ''
  return [
    ...(releaseFile?.status === 200
      ? when(!isAsked(releaseFile.cacheControl), sighting(releaseFile.url, releaseFile.cacheControl))
      : []),
    ...(page.release === null ? [] : when(!isAsked(pageCache), sighting(document.url, pageCache))),
  ]
}

function htmlFindings({ releaseFile, host, responses, document }: Observations) {
  const api = host?.apiBaseUrl ? new URL(host.apiBaseUrl, document.url).href : undefined
  const isHtml = ({ status, mime }: { status: number; mime: string }) =>
    status === 200 && mime === 'text/html'
  const calls = responses.filter(one => api !== undefined && one.url.startsWith(api) && isHtml(one))
  const urls = [
    ...(releaseFile && isHtml(releaseFile) ? [releaseFile.url] : []),
    ...calls.map(({ url }) => url),
  ]
  return [...new Set(urls.map(placeOf))].map(place => say(place, place))
}

function mixedFindings({ document, release, responses }: Observations) {
  if (!document.url.startsWith('https:')) return []
  const named = release ? [...release.modules.map(({ base }) => base), ...Object.values(release.imports)] : []
  const urls = [...named, ...responses.map(({ url }) => url)].filter(url => url.startsWith('http:'))
  return [...new Set(urls.map(placeOf))].slice(0, 5).map(place => say(place, place))
}

function unresolvedFindings(seen: Observations) {
  const { release, recorded, page } = seen
  const isBundled = page.importMaps.length === 0
  const missing = isBundled
    ? []
    : (release?.modules ?? []).flatMap(({ base, shared }) =>
        shared.filter(name => !resolveName(seen, name, base)),
      )
  const known = new Set(sharedNames(release?.modules ?? []))
  const failed = isBundled && release ? [] : recorded.unresolved.filter(name => known.has(name) || !release)
  return [...new Set([...missing, ...failed])].map(name => say(name, name))
}

function strangerFindings(seen: Observations) {
  const { release, page } = seen
  if (!release || page.importMaps.length === 0) return release && []
  const own = new Set(release.files.map(({ url }) => url))
  const strangers = release.modules.flatMap(({ base, shared }) =>
    shared.flatMap(name => {
      const url = resolveName(seen, name, base)
      return url === undefined || own.has(url) ? [] : [`${name} → ${placeOf(url)}`]
    }),
  )
  return [...new Set(strangers)].map(text => say(text, text))
}

function sharedNames(modules: readonly { readonly shared: readonly string[] }[]): string[] {
  return modules.flatMap(({ shared }) => shared)
}

function isLoopback(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}
