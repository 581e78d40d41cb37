/** Marks that take no room and that nobody sees: zero-width and direction marks, soft hyphen, byte-order mark. */
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g
/** Every kind of blank, the full-width one too; line breaks inside a cell are blanks here. */
const BLANKS = /[\p{Z}\t\r\n]+/gu
const FULL_WIDTH_WORD = /[０-９Ａ-Ｚａ-ｚ]/g
const FULL_WIDTH = /[！-～]/g
/** In front of a number that Excel should keep as text. */
const TEXT_MARK = /^['‘’＇]\s*/

const toHalfWidth = (character: string) => String.fromCharCode(character.charCodeAt(0) - 0xfee0)

/** Text as a person meant it: full-width digits and letters made plain, invisible marks and outer blanks gone. */
export function normaliseCell(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(BLANKS, ' ')
    .replace(FULL_WIDTH_WORD, toHalfWidth)
    .trim()
    .replace(TEXT_MARK, '')
}

/** For numbers, dates and titles, where no blank and no full-width sign means anything: `２０１５．３．１` → `2015.3.1`. */
export function normaliseCode(text: string): string {
  return normaliseCell(text).replace(FULL_WIDTH, toHalfWidth).replaceAll(' ', '')
}

/** `张 三` is 张三: lists pad names of two characters, often with a full-width blank. Blanks between Latin words stay. */
export function normaliseName(text: string): string {
  return normaliseCell(text).replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
}

/** What a wrong encoding, a damaged file or a private font leaves: nobody can tell what was meant. */
// eslint-disable-next-line no-control-regex -- the control characters are what it looks for
const UNREADABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFD\uFFFE\uFFFF]|\p{Co}|\p{Cs}/u

export function isUnreadable(text: string): boolean {
  return UNREADABLE.test(text)
}
