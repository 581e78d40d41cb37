import { issuePassport, type Passport } from '@sunshine-aid/host-contract'
import {
  fetchRelease,
  releaseInPage,
  ReleaseError,
  type ReleasePlace,
  type ReleaseReason,
  type ResolvedRelease,
} from '@sunshine-aid/shell-kit'

export interface ReleaseFailure {
  readonly reason: ReleaseReason
  /** What staff read out over the phone. */
  readonly passport: Passport
}

export interface OpenedRelease {
  readonly release: ResolvedRelease
  /** The release could not be read: the portal runs without any module until it can. */
  readonly failure?: ReleaseFailure
}

/** Where the server says that the portal and its release are. */
export function placeInPage(): ReleasePlace {
  const { base, release } = document.getElementById('portal')?.dataset ?? {}
  return { url: release ?? '/mf/release.json', portalBase: base ?? '/' }
}

/**
 * The release that stands in the page; where that one is no good, the one that is served now. No release is kept in
 * the browser for such a day: it might be one that was withdrawn for a reason.
 */
export async function openRelease(place: ReleasePlace): Promise<OpenedRelease> {
  try {
    return { release: releaseInPage(place) }
  } catch {
    return fetchRelease(place.url, place).then(
      release => ({ release }),
      (error: unknown) => ({ release: noModules(place), failure: failureOf(error) }),
    )
  }
}

function failureOf(error: unknown): ReleaseFailure {
  const reason = error instanceof ReleaseError ? error.reason : 'unreachable'
  return { reason, passport: issuePassport({ module: 'portal', phase: 'load', problem: reason }) }
}

function noModules(place: ReleasePlace): ResolvedRelease {
  const importMap = { imports: {}, integrity: {} }
  const empty = { train: 'none', trains: {}, importMap, modules: [] }
  return { schema: 1, id: 'none', previous: null, ...empty, place, refused: [] }
}
