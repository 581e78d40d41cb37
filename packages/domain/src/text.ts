import { z } from './zod.ts'

/** Line and paragraph breaks and tabs are text; other control characters and lone surrogates are not. */
// eslint-disable-next-line no-control-regex -- the control characters are what it looks for
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/

/**
 * Text as people type it: trimmed, 1 to `max` UTF-16 units, no control characters, no half characters.
 * PostgreSQL cannot store NUL or a lone surrogate, so both end here with a clear code.
 */
export function text(max: number, missing = 'required') {
  return z
    .string()
    .trim()
    .min(1, missing)
    .max(max, 'too_long')
    .refine(value => !UNPRINTABLE.test(value) && value.isWellFormed(), 'unreadable_characters')
}

/** Like `text`, but may be empty: what a draft holds before it is finished. */
export function optionalText(max: number) {
  return z
    .string()
    .trim()
    .max(max, 'too_long')
    .refine(value => !UNPRINTABLE.test(value) && value.isWellFormed(), 'unreadable_characters')
}
