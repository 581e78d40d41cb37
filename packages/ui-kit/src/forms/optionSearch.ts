import { onBeforeUnmount, ref } from 'vue'
import type { Ref } from 'vue'
import type { Choice } from './choice.ts'

/** Finds choices for what was typed. The signal is aborted when more is typed. */
export type SearchChoices<Value extends string> = (
  query: string,
  signal: AbortSignal,
) => Promise<readonly Choice<Value>[]> | readonly Choice<Value>[]

export type SearchState = 'idle' | 'tooShort' | 'searching' | 'found' | 'failed'

interface Options {
  minChars: () => number
  /** Milliseconds without typing before the search starts. */
  wait: number
}

/** Searches while somebody types: waits for a pause, and drops answers that arrive late. */
export function useOptionSearch<Value extends string>(
  search: SearchChoices<Value>,
  { minChars, wait }: Options,
) {
  const state: Ref<SearchState> = ref('idle')
  const choices: Ref<readonly Choice<Value>[]> = ref([])
  let running = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop() {
    clearTimeout(timer)
    running.abort()
    running = new AbortController()
  }

  async function run(query: string, { signal }: AbortController) {
    try {
      const found = await search(query, signal)
      if (signal.aborted) return
      choices.value = found
      state.value = 'found'
    } catch {
      if (!signal.aborted) state.value = 'failed'
    }
  }

  function start(query: string) {
    stop()
    choices.value = []
    state.value = query.length < minChars() ? 'tooShort' : 'searching'
    if (state.value === 'searching') timer = setTimeout(() => run(query, running), query === '' ? 0 : wait)
  }

  onBeforeUnmount(stop)
  return { state, choices, start, stop }
}
