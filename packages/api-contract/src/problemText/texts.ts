import type { ProblemCode } from '../problem.ts'

/** What a problem means and what to do about it, in the words of the people who meet it. */
export interface ProblemText {
  readonly 'zh-CN': string
  readonly en: string
}

/** Those of one area. */
export type ProblemTexts = { readonly [C in ProblemCode]?: ProblemText }
