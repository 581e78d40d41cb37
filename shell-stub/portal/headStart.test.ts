import { beforeEach, describe, expect, it, vi } from 'vitest'

const KEY = Symbol.for('sunshine-aid.head-start')
const answer = { accessToken: 'first', subject: 'anna', expiresIn: 300 }
const me = { name: 'Anna' }

/** The portal's side of a page that has asked early; read anew, as with every page load. */
function afterPageAsked(asked?: object) {
  if (asked) Object.assign(globalThis, { [KEY]: asked })
  return import('./headStart.ts')
}

beforeEach(() => vi.resetModules())

describe('what the page has asked early', () => {
  const asked = { issued: Promise.resolve({ answer }), me: Promise.resolve(me) }

  it('is given out once', async () => {
    const { earlyToken, earlyMe } = await afterPageAsked(asked)
    expect(await earlyToken()).toEqual({ answer })
    expect(await earlyToken()).toBeUndefined()
    expect(await earlyMe('first')).toBe(me)
    expect(await earlyMe('first')).toBeUndefined()
  })

  it('is out of sight of everybody else', async () => {
    await afterPageAsked(asked)
    expect(KEY in globalThis).toBe(false)
  })

  it('says nothing of who is signed in to another token', async () => {
    const { earlyMe } = await afterPageAsked(asked)
    expect(await earlyMe('second')).toBeUndefined()
  })

  it('tells an empty answer, nobody is signed in, from none', async () => {
    const { earlyToken } = await afterPageAsked({ ...asked, issued: Promise.resolve({ answer: undefined }) })
    expect(await earlyToken()).toEqual({ answer: undefined })
  })

  it('is nothing in a page that does not ask', async () => {
    const { earlyToken, earlyMe, headStartIsOver } = await afterPageAsked()
    await headStartIsOver
    expect([await earlyToken(), await earlyMe('first')]).toEqual([undefined, undefined])
  })
})
