import type { ProblemError } from '@sunshine-aid/api-contract'
import { useHost, useMutation, type Attempt } from '@sunshine-aid/module-kit'
import type { Ref } from 'vue'

export interface Step<I> {
  run(input: I): Promise<boolean>
  readonly pending: Readonly<Ref<boolean>>
  readonly error: Readonly<Ref<ProblemError | undefined>>
}

/** A write that moves a request on: says so when it worked, and then does `after`; keeps its error when not. */
export function useStep<I, T>(
  write: (input: I, attempt: Attempt) => Promise<T>,
  { said, after }: { readonly said: () => string; readonly after: (reply: T) => unknown },
): Step<I> {
  const host = useHost()
  const mutation = useMutation(write)
  async function run(input: I) {
    const outcome = await mutation.run(input)
    if (!outcome.ok) return false
    host.ui.notify({ kind: 'success', text: said() })
    await after(outcome.reply)
    return true
  }
  return { run, pending: mutation.pending, error: mutation.error }
}
