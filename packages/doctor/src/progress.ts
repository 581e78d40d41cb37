import type { Label } from '@sunshine-aid/host-contract'
import { say } from './words.ts'

/** The steps of an examination, in their order. */
export const STEPS = {
  open: say('打开门户', 'opening the portal'),
  files: say('逐个检查文件', 'asking for every file'),
  host: say('对照宿主契约', 'holding the host against the contract'),
  look: say('比较样式', 'comparing styles'),
  switches: say('切换语言和主题', 'switching language and theme'),
  links: say('逐个直接打开页面', 'opening every page by its address'),
  leaving: say('离开模块再返回', 'leaving a module and coming back'),
  session: say('在两个标签页里更新令牌', 'renewing tokens in two tabs'),
} as const satisfies Readonly<Record<string, Label>>

export type StepName = keyof typeof STEPS

/** Why a step was not done, or not to its end. */
export type Skipped = Partial<Record<StepName, Label>>

export type Progress = (step: StepName, label: Label) => void
