import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'
import { resolveRelease } from '@sunshine-aid/shell-kit/pages'

export interface PageFacts {
  /** For this answer only. */
  readonly nonce: string
  /** Origin of the modules' files; empty for the portal's own. */
  readonly assets: string
  readonly deployment: string
}

/** The page of an example as its portal's server writes it. */
export async function pageOf(html: string, { nonce, assets, deployment }: PageFacts): Promise<string> {
  const page = html.replaceAll('__NONCE__', nonce).replaceAll('__ASSETS__', assets)
  if (!page.includes('<!--sunshine-aid-->')) return page
  const published = JSON.parse(await readFile(join(deployment, 'release.json'), 'utf8')) as Release
  const release = resolveRelease(published, { url: '/mf/release.json', portalBase: '/' })
  return page.replace('<!--sunshine-aid-->', () =>
    [
      `<script type="importmap" nonce="${nonce}">${scriptSafe(release.importMap)}</script>`,
      `<script type="application/json" id="release">${scriptSafe(release)}</script>`,
    ].join('\n'),
  )
}

/** JSON that cannot end the script element it stands in. */
function scriptSafe(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
