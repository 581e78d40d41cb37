import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { EMPTY_CONTENT } from '@sunshine-aid/domain'

export interface TypistOptions {
  readonly apiUrl: string
  readonly subject: string
  readonly studentId: string
  readonly token: (subject: string) => Promise<string>
}

/** What a typist can say of their draft. */
export interface Typed {
  /** The last text whose saving was acknowledged. */
  readonly acknowledged: number
  /** The last that was sent, acknowledged or not. */
  readonly sent: number
}

export interface Typist {
  readonly draftId: string
  /** Resolves once `count` more texts were acknowledged. */
  saved(count: number): Promise<void>
  stop(): Promise<Typed>
}

const PAUSE_MS = 100

/** Starts somebody who writes a draft and has each number saved, as the page does: the version last seen, and again. */
export async function startTypist(options: TypistOptions): Promise<Typist> {
  const call = caller(options)
  const started = await call('POST', '/applications', { studentId: options.studentId })
  if (started?.status !== 201) throw new Error(`the draft was not started: ${started?.status}`)
  const { id: draftId } = started.body
  let version = started.body.version
  const progress = { running: true, acknowledged: 0, sent: 1 }

  async function save(): Promise<void> {
    const content = { ...EMPTY_CONTENT, factsAndReasons: textOf(progress.sent) }
    const reply = await call('PUT', `/applications/${draftId}/content`, content, version)
    if (reply?.status === 200) {
      progress.acknowledged = progress.sent
      progress.sent += 1
    } else await sleep(PAUSE_MS)
    // A save that got no answer may have been taken: then the draft is a version further.
    version = (reply?.status === 200 ? reply.body : reply?.body.current)?.version ?? version
  }

  const typing = (async () => {
    while (progress.running) await save()
  })()
  return {
    draftId,
    async saved(count) {
      const goal = progress.acknowledged + count
      while (progress.acknowledged < goal) await sleep(10)
    },
    async stop() {
      progress.running = false
      await typing
      return { acknowledged: progress.acknowledged, sent: progress.sent }
    },
  }
}

const textOf = (number: number) => `第 ${number} 次保存`

/** The number of the text that a draft holds. */
export const numberIn = (text: string) => Number(/\d+/.exec(text)?.[0] ?? 0)

interface Draft {
  readonly id: string
  readonly version: number
}
type Reply = { readonly status: number; readonly body: Draft & { readonly current?: Draft } }

/** `null` where no answer came. */
function caller({ apiUrl, subject, token }: TypistOptions) {
  return async (method: string, path: string, body: object, version?: number): Promise<Reply | null> => {
    try {
      const reply = await fetch(`${apiUrl}/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await token(subject)}`,
          'content-type': 'application/json',
          ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
          ...(version !== undefined && { 'if-match': `"${version}"` }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      })
      return { status: reply.status, body: (await reply.json()) as Reply['body'] }
    } catch {
      return null
    }
  }
}
