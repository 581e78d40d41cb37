import type { LinkTarget } from '../linkTarget.ts'

/** 1 (lowest) to 5 (highest). */
export type HeatLevel = 1 | 2 | 3 | 4 | 5

/** A figure with its class; a figure withheld because it would point at few people; a figure that cannot exist. */
export type HeatCell =
  | { kind: 'value'; text: string; level: HeatLevel; note?: string | undefined; to?: LinkTarget | undefined }
  | { kind: 'suppressed'; text: string }
  | { kind: 'notApplicable' }

export interface HeatRow {
  key: string
  label: string
  to?: LinkTarget | undefined
  cells: Readonly<Record<string, HeatCell>>
}

export interface HeatColumn {
  key: string
  label: string
}
