import { problemText, type ProblemCode, type ProblemError } from '@sunshine-aid/api-contract'
import { describePassport } from '@sunshine-aid/host-contract'
import { computed, type ComputedRef } from 'vue'
import { useContext } from './context.ts'

export interface ProblemWords {
  readonly title: string
  /** Code of the failure's passport, short enough to be read over the phone. */
  readonly code: string
  /** All that the passport says, one fact a line, to be copied. */
  readonly details: string
}

/** What a failure means and what to do, in the portal's language. */
export function useProblemText(): ComputedRef<{
  of(error: ProblemError): ProblemWords
  title(code: ProblemCode): string
}> {
  const { locale, desk } = useContext()
  return computed(() => {
    const title = (code: ProblemCode) => problemText[code][locale.value]
    const of = (error: ProblemError) => {
      const passport = desk.report(error, 'request')
      const details = describePassport(passport, locale.value)
      return { title: title(error.code), code: passport.code, details }
    }
    return { title, of }
  })
}
