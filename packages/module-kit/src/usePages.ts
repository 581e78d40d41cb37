import { computed, ref, watch } from 'vue'
import { useProblemText } from './useProblemText.ts'
import { useRequest } from './useRequest.ts'

/** Rows of a page: as many as fit a screen without scrolling for long. */
const PAGE_SIZE = 20

interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/**
 * A list of the API, page by page. `ask` gets what to put into the query; it may answer `undefined` while it does
 * not know yet what to ask for. Goes back to the first page when `restartOn` changes.
 */
export function usePages<T>(
  ask: (
    page: { readonly limit: string; readonly cursor: string | undefined },
    signal: AbortSignal,
  ) => Promise<Page<T> | undefined>,
  restartOn: () => unknown = () => undefined,
) {
  const problems = useProblemText()
  const cursors = ref<readonly string[]>([])
  // In the same turn, or the list would be asked for once more from the old place.
  watch(restartOn, () => (cursors.value = []), { flush: 'sync' })
  const { data, error, pending, reload } = useRequest(signal =>
    ask({ limit: String(PAGE_SIZE), cursor: cursors.value.at(-1) }, signal),
  )
  const rows = computed(() => data.value?.items ?? [])
  return {
    rows,
    pending,
    reload,
    /** Why there is nothing to show, as a table wants it. */
    failure: computed(() => error.value && problems.value.of(error.value)),
    isLoaded: computed(() => data.value !== undefined),
    /** Props of the pager below the list. */
    pager: computed(() => ({
      shown: rows.value.length,
      from: cursors.value.length * PAGE_SIZE + 1,
      hasNext: Boolean(data.value?.nextCursor),
      hasPrevious: cursors.value.length > 0,
      loading: pending.value,
    })),
    next() {
      const cursor = data.value?.nextCursor
      if (cursor) cursors.value = [...cursors.value, cursor]
    },
    previous() {
      cursors.value = cursors.value.slice(0, -1)
    },
  }
}

/** What `usePages` gives: a list, its pager, and what there is to know of both. */
export type Pages<T> = ReturnType<typeof usePages<T>>
