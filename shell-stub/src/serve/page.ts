import type { ImportMap, Release } from '@sunshine-aid/host-contract'
import { moduleAt } from '@sunshine-aid/shell-kit/pages'
import type { PortalFiles } from '../build/releaseFiles.ts'
import { integritiesOf } from '../build/importMap.ts'
import { askEarlyScript } from './askEarly.ts'
import { NOT_STARTED } from './notStarted.ts'
import { scriptSafe } from './scriptSafe.ts'

export interface PageFiles {
  /** Resolved: every address as the browser asks for it. */
  readonly release: Release
  readonly portal: PortalFiles
  /** Below which the portal's pages live: `/`, `/portal/`. */
  readonly portalBase: string
  /** From which the portal reads the next release. */
  readonly releaseUrl: string
}

/**
 * The portal's page for `path`. All that its first view needs is named here, so that the browser asks for
 * everything at once: the chain of requests is the page, then its files.
 */
export function pageFor(files: PageFiles, path: string, nonce: string): string {
  const { release, portal, portalBase, releaseUrl } = files
  const module = moduleAt(release.modules, path)
  const entry = module && module.base + module.manifest.entry
  const importMap = withPortal(release.importMap, portal)
  const scripts = [...new Set([...sharedFiles(release, module?.base), ...(entry ? [entry] : [])])]
  const main = `${portal.base}${portal.entries['portal'] ?? ''}`
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>阳光资助平台</title>
<script nonce="${nonce}">${ASK_EARLY}</script>
<script type="importmap" nonce="${nonce}">${scriptSafe(importMap)}</script>
${[main, ...scripts].map(url => preload(url, importMap.integrity[url])).join('\n')}
${portal.css.map(file => `<link rel="stylesheet" href="${portal.base}${file}">`).join('\n')}
<link rel="icon" href="/shell/icon.svg" type="image/svg+xml">
</head>
<body>
<div id="portal" data-base="${portalBase}" data-release="${releaseUrl}">${NOT_STARTED}</div>
<script type="application/json" id="release">${scriptSafe(release)}</script>
<script type="module" src="${main}" integrity="${importMap.integrity[main] ?? ''}" nonce="${nonce}"></script>
</body>
</html>
`
}

const ASK_EARLY = askEarlyScript()

/** The portal's own scripts are no part of the release, but imported all the same. */
function withPortal(importMap: ImportMap, { base, files }: PortalFiles): ImportMap {
  const own = Object.fromEntries(integritiesOf(base, files))
  return { ...importMap, integrity: { ...importMap.integrity, ...own } }
}

/** The portal's, and those of a module that stands on another train. */
function sharedFiles({ importMap }: Release, base = ''): string[] {
  return [...Object.values(importMap.imports), ...Object.values(importMap.scopes?.[base] ?? {})]
}

/** Scripts from another origin are fetched as modules are: with CORS and without cookies. */
function preload(url: string, integrity = ''): string {
  const crossOrigin = url.startsWith('/') ? '' : ' crossorigin'
  return `<link rel="modulepreload" href="${url}" integrity="${integrity}"${crossOrigin}>`
}
