// Two modules may carry two copies of the kit on one page, so a counter alone would give the same id twice.
const copy = Math.random().toString(36).slice(2, 7)
let count = 0

/** An id that no other element of the page has, not even one of another copy of the kit. */
export const kitId = (): string => `sa-${copy}-${++count}`
