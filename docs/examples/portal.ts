import type { Locale, Notice, Release, ReleasedModule, Signal } from '@sunshine-aid/host-contract'
import type { Portal } from './host.ts'
import { openSession } from './session.ts'

// What the examples with a host of their own have in common, and your portal has already: a session, a menu, a place
// for messages.

/** The portal's services. `go` is what differs from one router to the next. */
export async function openPortal(modules: readonly ReleasedModule[], go: Portal['go']): Promise<Portal> {
  return {
    session: await openSession(),
    modules,
    locale: constant<Locale>('zh-CN'),
    theme: constant('light'),
    go,
    say: ({ text }: Notice) => tell('notices', text),
    announce: text => tell('announcement', text),
    blockers: new Set(),
  }
}

/**
 * The release of the bundled build at `url`, with absolute addresses. It has the form of `release.json` and shares
 * nothing, so that a page needs no import map.
 */
export async function readBundled(url: string): Promise<Release> {
  const reply = await fetch(url, { cache: 'no-cache' })
  if (!reply.ok) throw new Error(`${url} answered with status ${reply.status}.`)
  const release = (await reply.json()) as Release
  const modules = release.modules.map(module => ({
    ...module,
    base: new URL(module.base, reply.url).href,
    basePath: `/${module.basePath}`,
  }))
  return { ...release, modules }
}

/** The module to whose pages `path` belongs. */
export function moduleAt(modules: readonly ReleasedModule[], path: string): ReleasedModule | undefined {
  return modules.find(({ basePath }) => `${path}/`.startsWith(basePath))
}

/** A link for each module, in the language of the portal. */
export function fillMenu(menu: HTMLElement, modules: readonly ReleasedModule[]): void {
  menu.replaceChildren(...modules.map(({ basePath, manifest }) => linkTo(basePath, manifest.title['zh-CN'])))
}

/** Plain clicks on links to pages of modules go by the portal's router; all others stay the browser's business. */
export function followLinks(modules: readonly ReleasedModule[], go: (path: string) => void): void {
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (!link || !isPlain || event.defaultPrevented || link.target || link.download) return
    if (link.origin !== location.origin || !moduleAt(modules, link.pathname)) return
    event.preventDefault()
    go(link.pathname + link.search)
  })
}

function linkTo(href: string, text: string): HTMLElement {
  const link = document.createElement('a')
  link.href = href
  link.textContent = text
  return link
}

function tell(id: string, text: string): void {
  const place = document.getElementById(id)
  if (place) place.textContent = text
}

function constant<T>(value: T): Signal<T> {
  return { get: () => value, subscribe: () => () => undefined }
}
