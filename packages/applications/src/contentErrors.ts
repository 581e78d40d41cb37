import { ApplicationContent, contentBlockers, type Reason } from '@sunshine-aid/domain'

export type ContentField = keyof ApplicationContent

/** The field that each reason is about, so that the page can lead there. */
const FIELD_OF: Partial<Record<Reason, ContentField>> = {
  // Chosen together: the relation with the guardian, the dilemma with its reason.
  relation_required: 'applicantKind',
  consent_required: 'consentGiven',
  dilemma_required: 'dilemmaTypes',
  reason_required: 'dilemmaTypes',
  category_required: 'aidCategories',
  facts_required: 'factsAndReasons',
  diagnosis_required: 'diagnosis',
}

export type ContentError =
  | { readonly field: ContentField; readonly reason: Reason }
  | { readonly field: ContentField; readonly reason?: undefined; readonly limit: string }

/** What the domain holds against a content: limits always, what is missing once somebody wants to submit. */
export function contentErrors(content: ApplicationContent, submitting: boolean): ContentError[] {
  const parsed = ApplicationContent.safeParse(content)
  const limits = parsed.success
    ? []
    : parsed.error.issues.map(issue => ({ field: issue.path[0] as ContentField, limit: issue.message }))
  const missing = submitting
    ? contentBlockers(content).flatMap(reason => {
        const field = FIELD_OF[reason]
        return field ? [{ field, reason }] : []
      })
    : []
  return [...limits, ...missing]
}
