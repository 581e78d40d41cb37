import type { DuplicateJudgement, DuplicateVerdict, PossibleDuplicate } from '@sunshine-aid/domain'

/** What the officer has chosen so far, by the duplicate that it is about. */
export type Verdicts = Readonly<Record<string, DuplicateJudgement>>

export const keyOf = ({ sign, studentId }: Pick<PossibleDuplicate, 'sign' | 'studentId'>) =>
  `${sign} ${studentId ?? ''}`

/** The verdicts as the server takes them. */
export function chosenVerdicts(found: readonly PossibleDuplicate[], verdicts: Verdicts): DuplicateVerdict[] {
  return found.flatMap(({ sign, studentId }) => {
    const verdict = verdicts[keyOf({ sign, studentId })]
    return verdict === undefined ? [] : [{ sign, studentId, verdict }]
  })
}
