import { POLICY_PROFILES, type FactField, type PolicyProfileId } from '@sunshine-aid/domain'
import { useJoin, useWords } from '@sunshine-aid/module-kit'
import { computed, type ComputedRef } from 'vue'
import { useText } from './messages.ts'

/** The values of one fact in words; codes become what the policy documents call them. */
export function useFactWords(): ComputedRef<(field: FactField, values: readonly string[]) => string> {
  const text = useText()
  const words = useWords()
  const join = useJoin()
  return computed(() => {
    const { stage, hardship, enrolment, applicantKind, guardianRelation } = words.value
    const codes: Partial<Record<FactField, Readonly<Record<string, string>>>> = {
      stage,
      hardshipLevel: hardship,
      enrolment,
      applicantKind,
      relation: guardianRelation,
      dilemmaTypes: words.value.dilemma,
      reasonCodes: words.value.reason,
      aidCategories: words.value.aidCategory,
      consentGiven: { true: text.value.yes, false: text.value.no },
      suddenChange: { true: text.value.yes, false: text.value.no },
    }
    return (field, values) => {
      if (values.length === 0) return text.value.none
      if (field === 'policy') return values.map(policyName).join()
      return join.value(values.map(value => codes[field]?.[value] ?? value))
    }
  })
}

function policyName(id: string): string {
  return id in POLICY_PROFILES ? POLICY_PROFILES[id as PolicyProfileId].source : id
}
