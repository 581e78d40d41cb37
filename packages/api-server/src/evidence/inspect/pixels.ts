import { refused } from './fault.ts'

/** A phone of 50 megapixels fits; what is larger would take a quarter of a gigabyte on an office PC to be shown. */
const MAX_PIXELS = 64_000_000
/** What browsers and Office can still show. */
const MAX_SIDE = 16_384

/** @throws {ProblemError} `file_too_large_inside` for a flood of pixels, `file_damaged` for none. */
export function requireShowable(width: number, height: number): void {
  if (width === 0 || height === 0) throw refused('file_damaged')
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS)
    throw refused('file_too_large_inside')
}
