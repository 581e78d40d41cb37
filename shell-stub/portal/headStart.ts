import type { FreshToken } from '@sunshine-aid/shell-kit'

/** What the page has asked by itself, before any file of the portal was there (`src/serve/askEarly.ts`). */
interface HeadStart {
  /** The issuer's answer, which is empty when nobody is signed in; nothing where none was asked for, or none came. */
  readonly issued: Promise<{ readonly answer: FreshToken | undefined } | undefined>
  /** What the API said to that token of who is signed in; nothing where that failed. */
  readonly me: Promise<unknown>
}

const KEY = Symbol.for('sunshine-aid.head-start')

/** Taken once, and out of everybody's sight. */
function take(): HeadStart {
  const page = globalThis as { [KEY]?: HeadStart }
  const found = page[KEY] ?? { issued: Promise.resolve(undefined), me: Promise.resolve(undefined) }
  Reflect.deleteProperty(page, KEY)
  return found
}

const { issued, me } = take()
let tokenIsTaken = false
let meIsTaken = false

/** The turn among the tabs is free again; whoever asks for a token before that waits for it. */
export const headStartIsOver: Promise<unknown> = issued

/** The issuer's early answer, once. */
export async function earlyToken(): Promise<{ readonly answer: FreshToken | undefined } | undefined> {
  if (tokenIsTaken) return undefined
  tokenIsTaken = true
  return issued
}

/** The API's early answer, once, and only for the token that it was asked with. */
export async function earlyMe(accessToken: string): Promise<unknown> {
  if (meIsTaken) return undefined
  meIsTaken = true
  const asked = await issued
  return asked?.answer?.accessToken === accessToken ? me : undefined
}
