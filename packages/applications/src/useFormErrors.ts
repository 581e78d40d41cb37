import type { Reason } from '@sunshine-aid/domain'
import { useProblemText } from '@sunshine-aid/module-kit'
import type { FieldError } from '@sunshine-aid/ui-kit'
import { computed, ref, type Ref } from 'vue'
import { codeText } from './codeText.ts'
import { useText } from './messages.ts'

/**
 * What is wrong in a form, in words and only once somebody has tried to send it: codes of the schema at their fields,
 * and before them the rule that holds the form back, at the field that it is about.
 */
export function useFormErrors(
  errors: Readonly<Ref<Readonly<Record<string, string | undefined>>>>,
  rule: { readonly field: string; readonly blocker: () => Reason | undefined },
) {
  const text = useText()
  const problems = useProblemText()
  const tried = ref(false)
  const errorOf = (path: string) => (tried.value ? codeText(errors.value[path], text.value) : undefined)
  const summary = computed<FieldError[]>(() => {
    if (!tried.value) return []
    const reason = rule.blocker()
    const held = reason ? [{ field: rule.field, text: problems.value.title(reason) }] : []
    const wrong = Object.keys(errors.value).map(field => ({ field, text: errorOf(field) ?? '' }))
    return [...held, ...wrong.filter(error => error.text !== '')]
  })
  /** Sends where no rule holds it back; `send` sees to the schema. */
  function submit(send: () => unknown) {
    tried.value = true
    if (!rule.blocker()) send()
  }
  return { errorOf, summary, submit }
}
