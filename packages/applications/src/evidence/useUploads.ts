import { randomId } from '@sunshine-aid/module-kit'
import { addEvidence, labelEvidence, ProblemError } from '@sunshine-aid/api-contract'
import { useApi, useHost } from '@sunshine-aid/module-kit'
import { onScopeDispose, shallowRef, triggerRef } from 'vue'

/** One file on its way. It stays until it has arrived or somebody leaves it out, so nothing that was chosen is lost. */
export interface FileOnItsWay {
  readonly id: string
  readonly file: File
  state: 'waiting' | 'sending' | 'failed'
  /** From 0 to 1. */
  fraction: number
  /** Why it was not taken; `too_large` also before it is sent. */
  error: ProblemError | undefined
}

const MEGABYTE = 1024 * 1024
const MAX_NAME = 200
// eslint-disable-next-line no-control-regex -- a file name may hold them, a text may not
const UNPRINTABLE = /[\u0000-\u001F\u007F]/g

/**
 * Sends files to a request, one after the other. A retry repeats the key of its attempt, so that a file whose answer
 * was lost is not added twice. `arrived` is called after each.
 */
export function useUploads(
  applicationId: () => string,
  options: { readonly maxMegabytes: () => number; readonly arrived: () => void },
) {
  const api = useApi()
  const { signal: leaving } = useHost()
  const queue = shallowRef<readonly FileOnItsWay[]>([])
  const cancels = new Map<string, AbortController>()
  let isSending = false
  onScopeDispose(() => {
    for (const cancel of cancels.values()) cancel.abort()
  })

  function add(files: readonly File[]) {
    queue.value = [...queue.value, ...files.map(file => onItsWay(file, options.maxMegabytes()))]
    void sendNext()
  }

  async function sendNext(): Promise<void> {
    const next = queue.value.find(({ state }) => state === 'waiting')
    if (isSending || !next) return
    isSending = true
    await send(next)
    isSending = false
    await sendNext()
  }

  async function send(item: FileOnItsWay) {
    const cancel = new AbortController()
    cancels.set(item.id, cancel)
    change(item, { state: 'sending', fraction: 0, error: undefined })
    try {
      const added = await api.call(addEvidence, {
        params: { id: applicationId() },
        // What it is, its content says; the browser's own idea of it depends on what is installed.
        body: new Blob([item.file], { type: 'application/octet-stream' }),
        idempotencyKey: item.id,
        onProgress: fraction => change(item, { fraction }),
        signal: AbortSignal.any([leaving, cancel.signal]),
      })
      const params = { id: applicationId(), fileId: added.id }
      const name = item.file.name.replace(UNPRINTABLE, '').trim().slice(-MAX_NAME) || null
      // Without its name the file is there all the same.
      await api
        .call(labelEvidence, { params, body: { kind: added.kind, name }, ifMatch: added.version })
        .catch(() => null)
      drop(item)
      options.arrived()
    } catch (error) {
      if (error instanceof ProblemError) change(item, { state: 'failed', error })
      else drop(item)
    } finally {
      cancels.delete(item.id)
    }
  }

  function change(item: FileOnItsWay, changes: Partial<FileOnItsWay>) {
    Object.assign(item, changes)
    triggerRef(queue)
  }
  function drop(item: FileOnItsWay) {
    cancels.get(item.id)?.abort()
    queue.value = queue.value.filter(other => other !== item)
  }
  function retry(item: FileOnItsWay) {
    change(item, { state: 'waiting', error: undefined })
    void sendNext()
  }
  return { queue, add, drop, retry }
}

function onItsWay(file: File, maxMegabytes: number): FileOnItsWay {
  const tooLarge = file.size > maxMegabytes * MEGABYTE
  return {
    id: randomId(),
    file,
    state: tooLarge ? 'failed' : 'waiting',
    fraction: 0,
    error: tooLarge ? new ProblemError('too_large', addEvidence.path) : undefined,
  }
}
