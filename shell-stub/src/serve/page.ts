import { moduleAt } from '@sunshine-aid/shell-kit/pages'
import type { ReleaseFiles } from '../build/releaseFiles.ts'
import { scriptSafe } from './scriptSafe.ts'

/**
 * The portal's page for `path`. All that its first view needs is named here, so that the browser asks for
 * everything at once: the chain of requests is the page, then its files.
 */
export function pageFor({ release, portal }: ReleaseFiles, path: string, nonce: string): string {
  const module = moduleAt(release.modules, path)
  const entry = module && module.base + module.manifest.entry
  const scripts = [...new Set([...Object.values(release.importMap.imports), ...(entry ? [entry] : [])])]
  const main = `${portal.base}${portal.entries['portal'] ?? ''}`
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>阳光资助平台</title>
<script type="importmap" nonce="${nonce}">${scriptSafe(release.importMap)}</script>
${[main, ...scripts].map(url => preload(url, release.importMap.integrity[url])).join('\n')}
${portal.css.map(file => `<link rel="stylesheet" href="${portal.base}${file}">`).join('\n')}
<link rel="icon" href="/shell/icon.svg" type="image/svg+xml">
</head>
<body>
<div id="portal"></div>
<script type="application/json" id="release">${scriptSafe(release)}</script>
<script type="module" src="${main}" integrity="${release.importMap.integrity[main] ?? ''}" nonce="${nonce}"></script>
</body>
</html>
`
}

function preload(url: string, integrity = ''): string {
  return `<link rel="modulepreload" href="${url}" integrity="${integrity}">`
}
