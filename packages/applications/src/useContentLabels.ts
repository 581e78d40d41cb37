import type { ApplicationContent, ContentField } from '@sunshine-aid/domain'
import { useJoin, useWords } from '@sunshine-aid/module-kit'
import { computed } from 'vue'
import { useText } from './messages.ts'

/** What the fields of a request are called, and how their values read. */
export function useContentLabels() {
  const text = useText()
  const join = useJoin()
  const words = useWords()
  const labels = computed<Readonly<Record<ContentField, string>>>(() => ({
    applicantKind: text.value.applicant,
    relation: text.value.relation,
    consentGiven: text.value.consent,
    dilemmaTypes: text.value.dilemmas,
    reasonCodes: text.value.reasons,
    aidCategories: text.value.categories,
    factsAndReasons: text.value.facts,
    diagnosis: text.value.diagnosis,
    suddenChange: text.value.suddenChange,
  }))

  function shown(content: ApplicationContent, field: ContentField): string {
    const { dilemma, reason, aidCategory, applicantKind, guardianRelation } = words.value
    const listed = (items: readonly string[]) => join.value(items) || text.value.emptyValue
    if (field === 'dilemmaTypes') return listed(content.dilemmaTypes.map(code => dilemma[code]))
    if (field === 'reasonCodes') return listed(content.reasonCodes.map(code => reason[code]))
    if (field === 'aidCategories') return listed(content.aidCategories.map(code => aidCategory[code]))
    if (field === 'applicantKind') return applicantKind[content.applicantKind]
    if (field === 'relation')
      return content.relation ? guardianRelation[content.relation] : text.value.emptyValue
    const value = content[field]
    if (typeof value === 'boolean') return value ? text.value.yes : text.value.no
    return value || text.value.emptyValue
  }
  return { labels, shown }
}
