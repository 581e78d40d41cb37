/** What one sheet may cost; each limit ends in a fault that says what to do, never in a slow server. */
export interface SheetLimits {
  /** Highest row number that may hold a value; a school's list of 5,000 fits four times. */
  readonly maxRows: number
  /** Highest column number that may hold a value. */
  readonly maxColumns: number
  /** UTF-16 units a cell may hold; what is longer is cut and reported. */
  readonly maxCellChars: number
  /** UTF-16 units of all cells together: one long shared string may be named by every cell. */
  readonly maxTextChars: number
  /** Bytes of one unpacked part of a workbook. */
  readonly maxPartBytes: number
}

export const SHEET_LIMITS: SheetLimits = {
  maxRows: 20_000,
  maxColumns: 100,
  maxCellChars: 2_000,
  maxTextChars: 30_000_000,
  maxPartBytes: 64 * 1024 * 1024,
}

/** Parts of one workbook; a school's own files have 10 to 40, with pictures some hundreds. */
export const MAX_ZIP_ENTRIES = 2_000

/** Bytes of all parts of a workbook together, as its directory declares them (pictures are never unpacked). */
export const MAX_DECLARED_BYTES = 256 * 1024 * 1024

/** A part that unpacks to more than this many times its size is a bomb: real sheets stay below 40. */
export const MAX_PACK_RATIO = 150

/** Parts below this size may be packed as tightly as they like. */
export const RATIO_FREE_BYTES = 1024 * 1024
