/** How long each step may take, in milliseconds. */
export interface Limits {
  /** Until the first page is there. */
  readonly openMs: number
  /** Until a module has been mounted in a page that is there. */
  readonly mountMs: number
  /** After so long without any request nobody waits for a module any more. */
  readonly quietMs: number
  /** For somebody to sign in by hand. */
  readonly signInMs: number
  /** For a token: the shell may have to renew it. */
  readonly tokenMs: number
  /** For any other step as a whole. */
  readonly stepMs: number
}

export const LIMITS: Limits = {
  openMs: 20_000,
  mountMs: 15_000,
  quietMs: 4_000,
  signInMs: 600_000,
  tokenMs: 5_000,
  stepMs: 60_000,
}

/** What a step did not manage in its time. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
}

/** @throws {TooLate} when `work` takes longer; it is left to itself then */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(`took longer than ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, end])
  } finally {
    clearTimeout(timer)
  }
}
