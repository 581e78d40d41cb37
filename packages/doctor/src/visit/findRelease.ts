import type { BrowserContext } from 'playwright-core'
import type { PageFacts } from '../inPage/readPage.ts'
import { auditFile, type FileFacts } from './auditFiles.ts'
import { knownRelease, type KnownRelease } from './knownRelease.ts'
import type { Visit } from './visit.ts'

export interface FoundRelease {
  readonly release?: KnownRelease
  /** The file, where one was found; its content may be no release. */
  readonly file?: FileFacts
  /** The id in that file. */
  readonly publishedId?: string
}

/**
 * The release that the shell runs: named by the caller, held by the page, asked for by the page, or at its usual
 * place below the portal.
 */
export async function findRelease(visit: Visit, page: PageFacts, named?: string): Promise<FoundRelease> {
  const { portalBase, network } = visit
  const held = page.release === null ? undefined : read(page.release, portalBase, portalBase)
  const asked = [...network.releases.keys()].find(url => url.endsWith('/release.json'))
  const url = named ?? asked ?? usualPlace(portalBase, held)
  const [file, text] = await look(visit.context, url, portalBase)
  const published = read(text, url, portalBase)
  const isThere = named !== undefined || asked !== undefined || published !== undefined
  const release = held ?? published
  return {
    ...(release && { release }),
    ...(isThere && { file }),
    ...(published && { publishedId: published.id }),
  }
}

/** A module lies in `<folder>/<module>/<version>/`, beside the release file. */
function usualPlace(portalBase: string, held: KnownRelease | undefined): string {
  const [module] = held?.modules ?? []
  return new URL(module ? '../../release.json' : 'mf/release.json', module?.base ?? portalBase).href
}

async function look(
  context: BrowserContext,
  url: string,
  portalBase: string,
): Promise<readonly [FileFacts, string]> {
  const file = await auditFile(context.request, { url, integrity: undefined }, new URL(portalBase).origin)
  if (file.status !== 200) return [file, '']
  const answer = await context.request.get(url, { timeout: 10_000 })
  return [file, await answer.text()]
}

function read(text: string, url: string, portalBase: string): KnownRelease | undefined {
  try {
    return knownRelease(JSON.parse(text), url, portalBase)
  } catch {
    return undefined // a page in the place of the file
  }
}
