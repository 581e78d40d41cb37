import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** One write that was sent: its key, the id of the request, and whether an answer came that says it is done. */
export interface Sent {
  readonly key: string
  readonly requestId: string
  readonly studentId: string
  readonly subject: string
}

export interface WriterOptions {
  readonly apiUrl: string
  readonly subjects: readonly string[]
  readonly studentIds: readonly string[]
  readonly token: (subject: string) => Promise<string>
  /** China's day of today: a visit of the future is refused. */
  readonly today: string
  /** Takes a line for each acknowledged write, after its reply and before the next request. */
  readonly acknowledgedFile: string
}

export interface Writers {
  /** Resolves once this many writes were acknowledged. */
  acknowledged(count: number): Promise<void>
  /** Ends after the requests that are on their way. Returns what was sent without a good answer. */
  stop(): Promise<readonly Sent[]>
}

const PAUSE_MS = 100

/**
 * Starts a writer for each subject: visits, one after the other, each under a key of its own. What got no good
 * answer is sent again under its key, as the portal does.
 */
export function startWriters(options: WriterOptions): Writers {
  let running = true
  let done = 0
  const writing = options.subjects.map(async (subject, at) => {
    const studentId = options.studentIds[at % options.studentIds.length]!
    const next = (): Sent => ({ key: randomUUID(), requestId: randomUUID(), studentId, subject })
    let sent = next()
    while (running) {
      if (await write(options, sent)) {
        done += 1
        sent = next()
      } else {
        sent = again(sent)
        await sleep(PAUSE_MS)
      }
    }
    return sent
  })
  return {
    async acknowledged(count) {
      while (done < count) await sleep(10)
    },
    stop() {
      running = false
      return Promise.all(writing)
    },
  }
}

/** The same write in another request. */
export function again(sent: Sent): Sent {
  return { ...sent, requestId: randomUUID() }
}

/** Sends a write, perhaps again; true once it is acknowledged, which is on file then. */
export async function write(options: WriterOptions, sent: Sent): Promise<boolean> {
  const status = await post(options, sent).catch(() => 0)
  if (status !== 201) return false
  appendFileSync(options.acknowledgedFile, `${sent.key} ${sent.requestId}\n`)
  return true
}

async function post({ apiUrl, token, today }: WriterOptions, sent: Sent): Promise<number> {
  const reply = await fetch(`${apiUrl}/v1/students/${sent.studentId}/visits`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await token(sent.subject)}`,
      'content-type': 'application/json',
      'idempotency-key': sent.key,
      'x-request-id': sent.requestId,
    },
    body: JSON.stringify({
      mode: 'onSite',
      visitedOn: today,
      reached: true,
      ledByLeader: false,
      policyExplained: true,
      companions: null,
      interview: null,
      // The judge finds the row by it.
      record: sent.key,
    }),
    signal: AbortSignal.timeout(15_000),
  })
  await reply.arrayBuffer()
  return reply.status
}
