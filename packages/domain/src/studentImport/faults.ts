/** Why a whole file is refused once it has arrived; one above the byte limit never arrives (`too_large`, 413). */
export const WORKBOOK_FAULTS = [
  'empty_file',
  'too_large_inside',
  'too_many_rows',
  'too_many_columns',
  'not_a_spreadsheet',
  'old_xls',
  'macro_workbook',
  'encrypted_workbook',
  'damaged_file',
  'unreadable_encoding',
  'no_rows',
  'no_header_row',
  'missing_column',
  'repeated_column',
] as const
export type WorkbookFault = (typeof WORKBOOK_FAULTS)[number]

/** Faults of a cell that reading finds, before anybody asks what the cell means. */
export const CELL_FAULTS = ['number_lost_digits', 'formula_without_value', 'cell_error', 'too_long'] as const
export type CellFault = (typeof CELL_FAULTS)[number]

/** Why a row may not enter. One is enough: all rows of a file enter or none. */
export const ROW_FAULTS = [
  ...CELL_FAULTS,
  'unreadable_characters',
  'missing_required',
  'bad_date',
  'date_in_future',
  'bad_id_number',
  'birth_and_id_differ',
  'unknown_sex',
  'unknown_stage',
  'stage_and_school_differ',
  'unknown_school',
  'unknown_hardship_level',
  'missing_guardian',
  'unknown_relation',
  'bad_phone',
  'bad_amount',
  'bad_period',
  'duplicate_in_file',
  'student_elsewhere',
] as const
export type RowFaultCode = (typeof ROW_FAULTS)[number]

/**
 * What somebody should look at, though the row may enter. `id_checksum` is no fault on purpose: a mistyped
 * check digit must be seen, but real registers hold numbers that were issued wrong, and all our own demo data is
 * made to fail it so that it can never be a real person's.
 */
export const ROW_WARNINGS = [
  'id_checksum',
  'sex_and_id_differ',
  'new_class',
  'hidden_row',
  'repeated_row',
  'sign_not_understood',
] as const
export type RowWarningCode = (typeof ROW_WARNINGS)[number]
