/** An access token that is valid now; `force` when the last one was refused. */
export type GetToken = (options?: { readonly force?: boolean }) => Promise<string>

export interface Tokens {
  readonly current: () => Promise<string>
  /** A token other than `refused`. Many requests that are refused at once share one renewal. */
  readonly renewed: (refused: string) => Promise<string>
}

/** Keeps no token, only the renewal that is under way. */
export function createTokens(getToken: GetToken): Tokens {
  let renewal: Promise<string> | undefined
  const renew = () => {
    renewal ??= getToken({ force: true }).finally(() => (renewal = undefined))
    return renewal
  }
  return {
    current: () => getToken(),
    async renewed(refused) {
      if (renewal) return renewal
      // Somebody else may have renewed it while this answer was on its way.
      const token = await getToken()
      return token === refused ? renew() : token
    },
  }
}
