import {
  CATEGORY_FOR_DILEMMA,
  EMPTY_CONTENT,
  type AidCategory,
  type ApplicationContent,
  type ReasonCode,
  type SchoolStage,
} from '@sunshine-aid/domain'
import type { Random } from './random.ts'
import { SITUATIONS, type Situation } from './texts.ts'

const UPPER: readonly SchoolStage[] = ['juniorHigh', 'seniorHigh', 'vocational', 'higherEd']
const LEAVING: readonly SchoolStage[] = ['vocational', 'higherEd']

/** Stages at which a reason is at home; those that are not named fit every stage but kindergarten. */
const STAGES: Readonly<Partial<Record<ReasonCode, readonly SchoolStage[]>>> = {
  preschoolPlace: ['preschool'],
  jobSearch: LEAVING,
  certifiedHardship: UPPER,
  dropoutRisk: UPPER,
}
const ALSO_IN_KINDERGARTEN: readonly ReasonCode[] = ['orphan', 'preschoolPlace', 'diagnosedNeeds']

/** A situation that fits the stage. */
export function situationFor(random: Random, stage: SchoolStage): Situation {
  return random.pick(SITUATIONS.filter(({ reason }) => fits(reason, stage)))
}

function fits(reason: ReasonCode, stage: SchoolStage): boolean {
  if (stage === 'preschool') return ALSO_IN_KINDERGARTEN.includes(reason)
  return STAGES[reason]?.includes(stage) ?? true
}

export function categoriesOf({ dilemma, also }: Situation): AidCategory[] {
  return also === undefined ? [CATEGORY_FOR_DILEMMA[dilemma]] : [CATEGORY_FOR_DILEMMA[dilemma], also]
}

/** The request as it was handed in. */
export function contentOf(random: Random, situation: Situation): ApplicationContent {
  const applicantKind = random.weighted({ teacher: 0.6, guardian: 0.3, student: 0.1 })
  return {
    applicantKind,
    relation: applicantKind === 'guardian' ? random.pick(['father', 'mother', 'grandparent']) : null,
    consentGiven: true,
    dilemmaTypes: [situation.dilemma],
    reasonCodes: [situation.reason],
    aidCategories: categoriesOf(situation),
    factsAndReasons: situation.facts,
    diagnosis: situation.diagnosis ?? null,
    suddenChange: situation.suddenChange ?? false,
  }
}

/** A draft that somebody left in the middle of a sentence. */
export function unfinished(content: ApplicationContent): ApplicationContent {
  const { applicantKind, relation, dilemmaTypes, factsAndReasons } = content
  return {
    ...EMPTY_CONTENT,
    applicantKind,
    relation,
    dilemmaTypes,
    factsAndReasons: factsAndReasons.slice(0, factsAndReasons.indexOf('。') + 1),
  }
}
