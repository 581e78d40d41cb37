/** One column of a table of `Row`s. */
export interface TableColumn<Row> {
  key: string
  label: string
  /** The plain content; a slot `cell-<key>` replaces it. */
  value?: (row: Row) => string | number | null | undefined
  /** Numbers stand at the end. */
  align?: 'start' | 'end' | 'centre'
  sortable?: boolean
  /** CSS width; the others share what is left. */
  width?: string
  /** 1 always stays (the default), 2 goes when the table is narrow, 3 goes first. On a phone all are shown, as cards. */
  priority?: 1 | 2 | 3
  /** Keeps the content on one line. */
  nowrap?: boolean
}

export interface TableSort {
  key: string
  direction: 'ascending' | 'descending'
}

/** The order after somebody presses the head of `key`: ascending, then descending, then none. */
export function nextSort(sort: TableSort | null | undefined, key: string): TableSort | null {
  if (sort?.key !== key) return { key, direction: 'ascending' }
  return sort.direction === 'ascending' ? { key, direction: 'descending' } : null
}
