import type { SchoolStage } from '@sunshine-aid/domain'
import type { OfStudent } from '../database/ofStudent.ts'

export interface CoverageFactTable extends OfStudent {
  period_id: string
  school_id: string
  class_id: string
  counted: boolean
  visited: boolean
  focus: boolean
  mentored: boolean
}

export interface CoverageCounterTable {
  school_id: string
  period_id: string
  org_path: string
  stage: SchoolStage
  counted: number
  visited: number
  focus: number
  mentored: number
}

/** Tables of what coverage is counted from, and of the counts. */
export interface CoverageTables {
  coverage_fact: CoverageFactTable
  coverage_counter: CoverageCounterTable
}
