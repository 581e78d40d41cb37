import { createHash } from 'node:crypto'

/** Subresource integrity of a file's bytes, as browsers want it. */
export function integrityOf(content: string | Uint8Array): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`
}
