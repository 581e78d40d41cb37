import type { Release } from '@sunshine-aid/host-contract'
import { scriptSafe } from '../serve/scriptSafe.ts'

/** The portal's page from source; Vite adds its client. The strict policy is the built portal's: hot reload needs inline styles. */
export function devPage(release: Release): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>阳光资助平台</title>
<link rel="icon" href="/shell/icon.svg" type="image/svg+xml">
</head>
<body>
<div id="portal"></div>
<script type="application/json" id="release">${scriptSafe(release)}</script>
<script type="module" src="/shell-stub/portal/main.ts"></script>
</body>
</html>
`
}
