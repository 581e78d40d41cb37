import type { GlobalFacts } from '../inPage/probeGlobals.ts'
import type { LookFacts } from '../inPage/probeLook.ts'
import type { OverlayFacts } from '../inPage/probeOverlay.ts'
import type { VoiceFacts } from '../inPage/probeVoice.ts'
import type { HostFacts } from '../inPage/readHost.ts'
import type { PageFacts, Recorded } from '../inPage/readPage.ts'
import type { LeavingFacts, QuestionFacts } from '../inPage/leaving.ts'
import type { TokenFacts } from '../inPage/tokens.ts'
import type { SignalFacts } from '../inPage/watchSignal.ts'
import type { FileFacts } from './auditFiles.ts'
import type { KnownRelease } from './knownRelease.ts'
import type { SeenResponse } from './network.ts'

/** How the server answered for the page itself. */
export interface DocumentFacts {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** `HTTP/1.1`, `h2`, … */
  readonly httpVersion: string
  /** Seconds by which the server's clock is ahead of this machine's; `null` when it does not tell the time. */
  readonly clockAhead: number | null
}

/** A page of a module, opened by its address as from a bookmark. */
export interface LinkFacts {
  readonly moduleId: string
  /** As the manifest names it, below the base path of its module. */
  readonly path: string
  readonly status: number
  readonly mime: string
  /** Whether the module came up there; `undefined`: only the answer was looked at. */
  readonly isMounted: boolean | undefined
}

export interface RefreshFacts {
  /** Requests that one renewal takes. */
  readonly single: number
  /** The most that one tab made for ten calls at once. */
  readonly perTab: number
  /** What both tabs made together. */
  readonly together: number
}

/** All that was seen. A part is absent where it could not be looked at. */
export interface Observations {
  readonly browserVersion: string
  readonly document: DocumentFacts
  readonly page: PageFacts
  readonly recorded: Recorded
  readonly responses: readonly SeenResponse[]
  readonly release?: KnownRelease
  /** The release file, where it is known; not where the page holds the release. */
  readonly releaseFile?: FileFacts
  readonly files?: readonly FileFacts[]
  /** A service worker gives out another release than the server. */
  readonly staleWorker?: boolean
  readonly host?: HostFacts
  readonly overlay?: OverlayFacts
  readonly voice?: VoiceFacts
  readonly globals?: GlobalFacts
  readonly look?: LookFacts
  readonly localeSwitch?: SignalFacts
  readonly themeSwitch?: SignalFacts
  readonly question?: QuestionFacts
  /** The module was left, opened again by going back, and left once more. */
  readonly leaving?: LeavingFacts
  readonly cameBack?: boolean
  readonly leavingAgain?: LeavingFacts
  readonly links?: readonly LinkFacts[]
  readonly token?: TokenFacts
  readonly renewed?: TokenFacts
  readonly refreshes?: RefreshFacts
}
