import { releaseSchema, type Release } from '@sunshine-aid/host-contract'
import { ReleaseError } from './releaseError.ts'
import { violations } from './violations.ts'

/** Checks what was read before anything of it is used. */
export function readRelease(content: unknown): Release {
  const wrong = violations(releaseSchema, content)
  if (wrong.length > 0)
    throw new ReleaseError('malformed', `The release is malformed: ${wrong.slice(0, 5).join('; ')}`)
  return content as Release
}

/** The release that the server wrote into the page (`<script type="application/json" id="release">`): no request. */
export function releaseInPage(id = 'release'): Release {
  const text = document.getElementById(id)?.textContent
  if (!text) throw new ReleaseError('missing', 'The page holds no release.')
  return readRelease(parse(text))
}

/** The release at `url`, for shells whose page does not hold it. */
export async function fetchRelease(url: string, signal?: AbortSignal): Promise<Release> {
  const response = await fetch(url, { cache: 'no-cache', ...(signal && { signal }) })
  if (!response.ok) throw new ReleaseError('unreachable', `${url} answered with status ${response.status}.`)
  return readRelease(parse(await response.text()))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ReleaseError('not-json', 'The release is not JSON.', { cause })
  }
}
