/** Text leaves through `cell()`; a number stays a number. */
export type WrittenCell = string | number

export interface WrittenColumn {
  readonly title: string
  /** In characters of the default font. */
  readonly width: number
  /** Values that Excel offers in a list; others may still be typed, the import tells which are unknown. */
  readonly choices?: readonly string[]
}

export interface WrittenRow {
  readonly cells: readonly WrittenCell[]
  /** Columns (from 0) that are shown on a red ground. */
  readonly marked?: readonly number[]
}

export interface WrittenSheet {
  readonly name: string
  readonly columns: readonly WrittenColumn[]
  readonly rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>
  /** Says whose the sheet is: printed at the head of each page, and in the first cell below the last row. */
  readonly watermark?: string
}
