/** The kit's own words. Everything else comes in through props, in the language of the page. */
export interface KitText {
  close: string
  cancel: string
  confirm: string
  retry: string
  dismiss: string
  clear: string
  moreActions: string
  required: string
  optional: string
  whyAsked(label: string): string
  chooseOne: string
  saving: string
  saved(at: string): string
  notSaved: string
  search: string
  searchHint(min: number): string
  searching: string
  searchFailed: string
  nothingFound: string
  found(count: number): string
  sort: string
  sortNone: string
  ascending: string
  descending: string
  selectAll: string
  selectRow: string
  selected(count: number): string
  loading: string
  previous: string
  next: string
  showMore: string
  shown(count: number, total: number | undefined): string
  range(from: number, to: number, total: number | undefined): string
  notGiven: string
  notApplicable: string
  notApplicableShort: string
  suppressed: string
  legend: string
  charactersLeft(count: number): string
  charactersOver(count: number): string
  chooseDate: string
  datePlaceholder: string
  previousMonth: string
  nextMonth: string
  dropFile: string
  chooseFile: string
  replaceFile: string
  removeFile: string
  wrongFileType(accept: string): string
  fileTooLarge(limit: string): string
  oneFileOnly: string
  errorCode: string
  copyDetails: string
  copied: string
  copyByHand: string
  errorsTitle(count: number): string
  newWindow: string
  done: string
  current: string
  upcoming: string
  failed: string
  skipped: string
  breadcrumb: string
  steps: string
  toneInfo: string
  toneSuccess: string
  toneWarning: string
  toneDanger: string
}
