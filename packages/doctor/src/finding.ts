import type { Label } from '@sunshine-aid/host-contract'
import type { StepName } from './progress.ts'
import type { FindingId } from './catalogue/catalogue.ts'

/**
 * - `error`: something does not work, or data may be lost
 * - `warning`: it works here and today, or looks wrong
 * - `hint`: it could be better; does not count for the exit code
 */
export type Severity = 'error' | 'warning' | 'hint'

/** What the doctor looks for, with the words for it. */
export interface FindingKind {
  readonly severity: Severity
  /** The step that sees it. */
  readonly step: StepName
  readonly title: Label
  readonly why: Label
  readonly fix: Label
  /** Something to copy: code, a header, a line of configuration. */
  readonly snippet?: string
}

/** Something that is wrong with the shell. */
export interface Finding extends FindingKind {
  readonly id: FindingId
  /** What was seen, one or several times; never a token or anything about a person. */
  readonly seen: readonly Label[]
}
