import type { ApplicationContent } from './application.ts'
import {
  CATEGORY_FOR_DILEMMA,
  DILEMMA_TYPES,
  REASONS_FOR_DILEMMA,
  type DilemmaType,
  type ReasonCode,
} from './vocabulary.ts'

type Chosen = Pick<ApplicationContent, 'dilemmaTypes' | 'reasonCodes' | 'aidCategories'>

/**
 * What follows from choosing these reasons: each names its dilemma, and a dilemma that was not there before asks for
 * the help that answers it (AP-02, AP-11). One that is gone takes that help along; help that answers no dilemma, or
 * one that stays, is left as the person has it.
 */
export function chooseReasons<Content extends Chosen>(
  content: Content,
  reasonCodes: readonly ReasonCode[],
): Content {
  const dilemmaTypes = DILEMMA_TYPES.filter(dilemma => hasReason(dilemma, reasonCodes))
  const helpFor = (dilemmas: readonly DilemmaType[]) => dilemmas.map(each => CATEGORY_FOR_DILEMMA[each])
  const gone = helpFor(content.dilemmaTypes.filter(each => !dilemmaTypes.includes(each)))
  const come = helpFor(dilemmaTypes.filter(each => !content.dilemmaTypes.includes(each)))
  const kept = content.aidCategories.filter(each => !gone.includes(each) && !come.includes(each))
  return { ...content, reasonCodes: [...reasonCodes], dilemmaTypes, aidCategories: [...kept, ...come] }
}

function hasReason(dilemma: DilemmaType, chosen: readonly ReasonCode[]): boolean {
  const codes: readonly ReasonCode[] = REASONS_FOR_DILEMMA[dilemma]
  return codes.some(code => chosen.includes(code))
}
