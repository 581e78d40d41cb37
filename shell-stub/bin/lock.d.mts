/** Who holds a lock: the process, and what it noted when it took it. */
export type Holder = { pid: number; started: string } & Record<string, unknown>

export type Lock = { release(): void; holder?: never }

export function tryLock(
  file: string,
  note?: Record<string, unknown>,
): Lock | { holder: Holder; release?: never }

export function waitForLock(file: string, onWait: (holder: Holder) => void): Promise<Lock>
