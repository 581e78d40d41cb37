import { deferred, type Deferred } from './deferred.ts'
import type { SharedToken, Tabs } from './tabs.ts'

export interface FreshToken {
  readonly accessToken: string
  /** Whose token it is: an id that tells people apart, never shown. */
  readonly subject: string
  /** Seconds for which it is valid from now on. */
  readonly expiresIn: number
}

export interface TokenBrokerOptions {
  /** Asks the portal's issuer; `undefined` when nobody is signed in any more. */
  readonly fetchToken: () => Promise<FreshToken | undefined>
  /** Nobody is signed in; `getToken` waits for `resume` or `drop`. */
  readonly onExpired: () => void
  /** The issuer, or another tab, speaks for somebody else now. */
  readonly onOtherPerson: () => void
  readonly tabs: Tabs
  readonly now?: () => number
}

export interface TokenBroker {
  readonly getToken: (options?: { readonly force?: boolean }) => Promise<string>
  /** Somebody has signed in again: everybody who waits asks anew. */
  readonly resume: () => void
  /** The person has gone: everybody who waits is refused, and the token is forgotten. */
  readonly drop: () => void
  /** Whose token was given out last. */
  readonly subject: () => string | undefined
}

/** Renewed this long before its end, so that none runs out on its way to the server. */
const MARGIN_MS = 20_000

/**
 * The one place that holds the access token, in memory only. Renewals are shared: by all callers of this tab, and
 * by all tabs of the portal, which take turns and pass the new token on.
 */
export function createTokenBroker(options: TokenBrokerOptions): TokenBroker {
  const { tabs, now = () => Date.now() } = options
  let held: SharedToken | undefined
  let renewal: Promise<string> | undefined
  let signIn: Deferred<void> | undefined
  let subject: string | undefined
  // Counts the people: an answer that was asked for the one before must not be kept.
  let person = 0

  tabs.listen(message => {
    if (message === 'signed-out') options.onOtherPerson()
    else accept(message)
  })

  function accept(token: SharedToken): boolean {
    if (subject !== undefined && token.subject !== subject) {
      options.onOtherPerson()
      return false
    }
    subject = token.subject
    held = token
    return true
  }

  function usable(refused: string | undefined): string | undefined {
    const good = held && held.accessToken !== refused && held.expiresAt - MARGIN_MS > now()
    return good ? held?.accessToken : undefined
  }

  /** @returns undefined when somebody has to sign in first */
  async function fetchOnce(refused: string | undefined): Promise<string | undefined> {
    const passedOn = usable(refused)
    if (passedOn !== undefined) return passedOn
    const asked = person
    const fresh = await options.fetchToken()
    if (asked !== person) throw personHasGone()
    if (!fresh) return undefined
    const { accessToken, expiresIn } = fresh
    const token = { accessToken, subject: fresh.subject, expiresAt: now() + expiresIn * 1000 }
    if (!accept(token)) throw personHasGone()
    tabs.tell(token)
    return accessToken
  }

  /** The turn among the tabs is given back before anybody waits for a person. */
  async function renew(refused: string | undefined): Promise<string> {
    for (;;) {
      const token = await tabs.inTurn(() => fetchOnce(refused))
      if (token !== undefined) return token
      held = undefined
      signIn = deferred()
      options.onExpired()
      await signIn.promise
    }
  }

  function shared(refused: string | undefined): Promise<string> {
    const mine = renew(refused).finally(() => {
      if (renewal === mine) renewal = undefined
    })
    renewal = mine
    return mine
  }

  return {
    async getToken({ force = false } = {}) {
      if (renewal) return renewal
      return (force ? undefined : usable(undefined)) ?? shared(force ? held?.accessToken : undefined)
    },
    resume() {
      signIn?.resolve()
      signIn = undefined
    },
    drop() {
      person += 1
      held = undefined
      subject = undefined
      renewal = undefined
      signIn?.reject(personHasGone())
      signIn = undefined
    },
    subject: () => subject,
  }
}

function personHasGone(): DOMException {
  return new DOMException('The person for whom this was asked has signed out.', 'AbortError')
}
