import { problemText, type ProblemCode, type ProblemError } from '@sunshine-aid/api-contract'
import { computed, type ComputedRef } from 'vue'
import { useLocale } from './context.ts'

export interface ProblemWords {
  readonly title: string
  /** Short enough to be read over the phone; finds the request in the log. */
  readonly code: string
}

/** What a failure means and what to do, in the portal's language. */
export function useProblemText(): ComputedRef<{
  of(error: ProblemError): ProblemWords
  title(code: ProblemCode): string
}> {
  const locale = useLocale()
  return computed(() => {
    const title = (code: ProblemCode) => problemText[code][locale.value]
    return { title, of: error => ({ title: title(error.code), code: spokenCode(error) }) }
  })
}

/** The code and the first eight characters of the request id, in groups of four. */
function spokenCode({ code, requestId }: ProblemError): string {
  const short = requestId?.replaceAll('-', '').slice(0, 8).toUpperCase()
  return short ? `${code} · ${short.slice(0, 4)}-${short.slice(4)}` : code
}
