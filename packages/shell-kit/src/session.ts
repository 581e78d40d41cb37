import type { AuthState, HostAuth, HostUser, Signal } from '@sunshine-aid/host-contract'
import { createSignal } from './signal.ts'
import { browserTabs, type Tabs } from './tabs.ts'
import { createTokenBroker, type FreshToken } from './tokenBroker.ts'

/** Who is signed in and what they may do. */
export interface Account {
  readonly user: HostUser
  readonly permissions: readonly string[]
}

/**
 * - `starting`: not known yet whether somebody is signed in
 * - `signed-out`: nobody is; the shell shows its sign-in page
 * - `signed-in`
 * - `expired`: the session has ended under an open page; the shell lets the person sign in again in place
 * - `unreachable`: the issuer or the API does not answer; `retry` tries again
 */
export type SessionState = 'starting' | 'signed-out' | 'signed-in' | 'expired' | 'unreachable'

export interface SessionOptions<A extends Account> {
  /** Asks the portal's issuer; `undefined` when nobody is signed in. */
  readonly fetchToken: () => Promise<FreshToken | undefined>
  readonly readAccount: (getToken: HostAuth['getToken']) => Promise<A>
  readonly tabs?: Tabs
  readonly now?: () => number
}

export interface Session<A extends Account = Account> {
  readonly state: Signal<SessionState>
  readonly account: Signal<A | null>
  /** Why the state is `unreachable`. */
  readonly failure: Signal<unknown>
  readonly auth: HostAuth
  /** The id by which the issuer knows the person; `undefined` when nobody has been here yet. */
  readonly subject: () => string | undefined
  /** Looks whether somebody is signed in; to be called once. */
  readonly start: () => void
  readonly retry: () => void
  /** Somebody has just signed in at the issuer. The same person goes on; another one begins afresh. */
  readonly signedIn: (subject: string) => void
  /** The issuer has ended the session. */
  readonly signedOut: () => void
}

/** The session of the whole portal: one person, one token, one answer to "may I". */
export function createSession<A extends Account>(options: SessionOptions<A>): Session<A> {
  const tabs = options.tabs ?? browserTabs()
  const state = createSignal<SessionState>('starting')
  const account = createSignal<A | null>(null)
  const failure = createSignal<unknown>(undefined)
  const listeners = new Set<(state: AuthState) => void>()
  const tell = (change: AuthState) => [...listeners].forEach(listener => listener(change))
  const broker = createTokenBroker({
    fetchToken: () => options.fetchToken(),
    onExpired,
    onOtherPerson: beginAfresh,
    tabs,
    ...(options.now && { now: options.now }),
  })
  let beginning = 0

  function onExpired() {
    state.set(account.get() ? 'expired' : 'signed-out')
    if (account.get()) tell('expired')
  }

  async function begin() {
    beginning += 1
    const mine = beginning
    try {
      const read = await options.readAccount(request => broker.getToken(request))
      if (mine !== beginning) return
      account.set(read)
      state.set('signed-in')
    } catch (error) {
      if (mine !== beginning) return
      failure.set(error)
      state.set('unreachable')
    }
  }

  /** Nothing of the first person may be seen by, or sent for, the next. */
  function beginAfresh() {
    broker.drop()
    account.set(null)
    state.set('starting')
    tell('changed-user')
    void begin()
  }

  return {
    state,
    account,
    failure,
    auth: {
      getToken: request => broker.getToken(request),
      can: permission => account.get()?.permissions.includes(permission) ?? false,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    subject: broker.subject,
    start: () => void begin(),
    retry() {
      state.set('starting')
      void begin()
    },
    signedIn(subject) {
      const before = broker.subject()
      if (before !== undefined && before !== subject) {
        beginAfresh()
        return
      }
      broker.resume()
      if (!account.get()) return
      state.set('signed-in')
      tell('ok')
    },
    signedOut() {
      tabs.tell('signed-out')
      beginAfresh()
    },
  }
}
