import type { Recorder } from './recorder.ts'

/** What became of one question for a token. The token itself never leaves the page. */
export interface TokenFacts {
  readonly outcome: 'token' | 'empty' | 'noText' | 'rejected' | 'tooLate'
  readonly ms: number
  /** Seconds since 1970, of a JWT that says so. */
  readonly issuedAt: number | null
  readonly expiresAt: number | null
  /** The browser's clock when the token came, in seconds since 1970. */
  readonly now: number
  /** A token that was asked for by force is the one that was there before. */
  readonly isOld: boolean
}

export interface TokenQuestion {
  /** How many at once, each by force; 0 asks once, without. */
  readonly forced: number
  readonly limitMs: number
  /** When to ask: milliseconds since 1970, the same for several tabs. */
  readonly at: number
}

/** Runs in the page: asks the host of the last mount for a token, and tells of the first answer. */
export async function askTokens({ forced, limitMs, at }: TokenQuestion): Promise<TokenFacts | undefined> {
  type GetToken = (options?: { force: boolean }) => Promise<unknown>
  const mounts =
    (globalThis as unknown as Record<symbol, Recorder | undefined>)[Symbol.for('sunshine-aid.doctor')]
      ?.mounts ?? []
  const { getToken } = (mounts.at(-1)?.host['auth'] ?? {}) as { getToken?: GetToken }
  if (typeof getToken !== 'function') return undefined
  const ask = getToken
  const marks = globalThis as unknown as Record<symbol, boolean>
  marks[Symbol.for('sunshine-aid.asked')] = false
  const held = forced === 1 ? await answerTo() : undefined
  await new Promise(resolve => setTimeout(resolve, at - Date.now()))
  const begun = performance.now()
  const options = forced > 0 ? { force: true } : undefined
  const answers = Array.from({ length: Math.max(forced, 1) }, () => answerTo(options))
  marks[Symbol.for('sunshine-aid.asked')] = true
  const [token] = await Promise.all(answers)
  const claims = typeof token === 'string' ? claimsOf(token) : {}
  return {
    outcome: outcomeOf(token),
    ms: Math.round(performance.now() - begun),
    issuedAt: claims.iat ?? null,
    expiresAt: claims.exp ?? null,
    now: Date.now() / 1000,
    isOld: forced === 1 && token === held,
  }

  function answerTo(options?: { force: boolean }): Promise<unknown> {
    const late = new Promise(resolve => setTimeout(() => resolve(Symbol.for('late')), limitMs))
    const answer = new Promise(resolve => resolve(ask(options))).catch(() => Symbol.for('rejected'))
    return Promise.race([answer, late])
  }
  function outcomeOf(answer: unknown): TokenFacts['outcome'] {
    if (answer === Symbol.for('late')) return 'tooLate'
    if (answer === Symbol.for('rejected')) return 'rejected'
    if (typeof answer !== 'string') return 'noText'
    return answer === '' ? 'empty' : 'token'
  }
  /** Only the two times: nothing else of a token may leave the page. */
  function claimsOf(jwt: string): { iat?: number; exp?: number } {
    try {
      const body = (jwt.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')
      const { iat, exp } = JSON.parse(atob(body)) as { iat?: unknown; exp?: unknown }
      return { ...(typeof iat === 'number' && { iat }), ...(typeof exp === 'number' && { exp }) }
    } catch {
      return {}
    }
  }
}

/** Runs in the page: waits until `askTokens` has put its questions. */
export async function hasAsked(): Promise<void> {
  const marks = globalThis as unknown as Record<symbol, boolean>
  for (let i = 0; i < 100 && marks[Symbol.for('sunshine-aid.asked')] !== true; i += 1)
    await new Promise(resolve => setTimeout(resolve, 20))
}
