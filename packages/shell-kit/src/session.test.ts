import { describe, expect, it } from 'vitest'
import { createSession } from './session.ts'
import { anAccount, someTabs } from './testing/samples.ts'
import type { FreshToken } from './tokenBroker.ts'

const flush = () => new Promise(resolve => setTimeout(resolve))

/** The portal's issuer as several tabs see it. */
function anIssuer(subject: string | undefined) {
  const issuer = { subject, asked: 0, delay: 0 }
  let number = 0
  const fetchToken = async (): Promise<FreshToken | undefined> => {
    issuer.asked += 1
    await flush()
    if (issuer.subject === undefined) return undefined
    number += 1
    return { accessToken: `${issuer.subject}-${number}`, subject: issuer.subject, expiresIn: 300 }
  }
  return { issuer, fetchToken }
}

function aTab(fetchToken: () => Promise<FreshToken | undefined>, tabs = someTabs(), now?: () => number) {
  const session = createSession({
    fetchToken,
    readAccount: async getToken => {
      const token = await getToken()
      const id = token.split('-')[0]!
      return { ...anAccount, user: { ...anAccount.user, id } }
    },
    tabs: tabs(),
    ...(now && { now }),
  })
  const heard: string[] = []
  session.auth.subscribe(state => heard.push(state))
  return { session, heard }
}

async function signedIn(...args: Parameters<typeof aTab>) {
  const tab = aTab(...args)
  tab.session.start()
  await expect.poll(() => tab.session.state.get()).toBe('signed-in')
  return tab
}

describe('a session', () => {
  it('starts with whoever is signed in, and knows what they may do', async () => {
    const { session } = await signedIn(anIssuer('anna').fetchToken)
    expect(session.account.get()?.user.id).toBe('anna')
    expect([session.auth.can('file.read'), session.auth.can('file.write')]).toEqual([true, false])
  })

  it('waits for somebody to sign in when nobody is', async () => {
    const { issuer, fetchToken } = anIssuer(undefined)
    const { session } = aTab(fetchToken)
    session.start()
    await expect.poll(() => session.state.get()).toBe('signed-out')
    issuer.subject = 'anna'
    session.signedIn('anna')
    await expect.poll(() => session.state.get()).toBe('signed-in')
  })

  it('says that the portal cannot be reached, and tries again when asked', async () => {
    let works = false
    const { session } = aTab(async () => {
      if (!works) throw new TypeError('network')
      return { accessToken: 'anna-1', subject: 'anna', expiresIn: 300 }
    })
    session.start()
    await expect.poll(() => session.state.get()).toBe('unreachable')
    works = true
    session.retry()
    await expect.poll(() => session.state.get()).toBe('signed-in')
  })
})

describe('a token', () => {
  it('is kept while it is valid, and renewed before it runs out', async () => {
    let now = 0
    const { issuer, fetchToken } = anIssuer('anna')
    const { session } = await signedIn(fetchToken, someTabs(), () => now)
    now = 279_000
    expect(await session.auth.getToken()).toBe('anna-1')
    now = 281_000
    expect(await session.auth.getToken()).toBe('anna-2')
    expect(issuer.asked).toBe(2)
  })

  it('that was refused is renewed once for everybody who asks', async () => {
    const { issuer, fetchToken } = anIssuer('anna')
    const { session } = await signedIn(fetchToken)
    const tokens = await Promise.all(Array.from({ length: 10 }, () => session.auth.getToken({ force: true })))
    expect(new Set(tokens)).toEqual(new Set(['anna-2']))
    expect(issuer.asked).toBe(2)
  })

  it('is renewed once for all tabs', async () => {
    const { issuer, fetchToken } = anIssuer('anna')
    const tabs = someTabs()
    const all = await Promise.all([1, 2, 3].map(() => signedIn(fetchToken, tabs)))
    expect(issuer.asked).toBe(1)
    const tokens = await Promise.all(all.map(({ session }) => session.auth.getToken({ force: true })))
    expect(new Set(tokens).size).toBe(1)
    expect(issuer.asked).toBe(2)
  })
})

describe('a session that ends under an open page', () => {
  it('keeps the account, holds requests back and goes on after the same person has signed in again', async () => {
    const { issuer, fetchToken } = anIssuer('anna')
    const { session, heard } = await signedIn(fetchToken)
    issuer.subject = undefined
    const waiting = session.auth.getToken({ force: true })
    await expect.poll(() => session.state.get()).toBe('expired')
    expect(session.account.get()?.user.id).toBe('anna')

    issuer.subject = 'anna'
    session.signedIn('anna')
    expect(await waiting).toBe('anna-2')
    expect(session.state.get()).toBe('signed-in')
    expect(heard).toEqual(['expired', 'ok'])
  })

  it('refuses what the first person wanted when another one signs in, and begins afresh', async () => {
    const { issuer, fetchToken } = anIssuer('anna')
    const { session, heard } = await signedIn(fetchToken)
    issuer.subject = undefined
    const waiting = session.auth.getToken({ force: true })
    const refused = expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(() => session.state.get()).toBe('expired')
    issuer.subject = 'bert'
    session.signedIn('bert')
    await refused
    expect(session.account.get()).toBeNull()
    await expect.poll(() => session.account.get()?.user.id).toBe('bert')
    expect(heard).toEqual(['expired', 'changed-user'])
  })

  it('notices by itself that the issuer speaks for somebody else', async () => {
    const { issuer, fetchToken } = anIssuer('anna')
    const { session, heard } = await signedIn(fetchToken)
    issuer.subject = 'bert'
    await expect(session.auth.getToken({ force: true })).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(() => session.account.get()?.user.id).toBe('bert')
    expect(heard).toEqual(['changed-user'])
  })

  it('that was left in one tab is left in all', async () => {
    const { issuer, fetchToken } = anIssuer('anna')
    const tabs = someTabs()
    const [one, two] = await Promise.all([signedIn(fetchToken, tabs), signedIn(fetchToken, tabs)])
    issuer.subject = undefined
    one.session.signedOut()
    await expect
      .poll(() => [one.session.state.get(), two.session.state.get()])
      .toEqual(['signed-out', 'signed-out'])
    expect(two.session.account.get()).toBeNull()
  })
})
