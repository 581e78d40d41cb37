import { setImmediate as nextTurn } from 'node:timers/promises'
import { SaxesParser } from 'saxes'
import { WorkbookError } from './workbookError.ts'

export type XmlAttributes = Readonly<Record<string, string>>

/** Names come without their prefix: `x:row` and `row` are the same, in transitional and in strict files. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: XmlAttributes) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

// Real parts nest about ten deep and name about thirty attributes; what goes beyond wants our memory.
const MAX_DEPTH = 64
const MAX_ATTRIBUTES = 200

/**
 * Reads one XML part as it is unpacked. Document types are refused, so no entity is ever declared or fetched.
 * Gives way to other work after each piece.
 */
export async function readXml(
  pieces: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  signal?: AbortSignal,
): Promise<void> {
  const parser = xmlParser(handlers)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of pieces) {
    signal?.throwIfAborted()
    parser.write(decoder.decode(piece, { stream: true }))
    await nextTurn()
  }
  parser.write(decoder.decode())
  parser.close()
}

function xmlParser({ open, text, close }: XmlHandlers) {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  let attributes = 0
  parser.on('error', error => {
    throw error
  })
  parser.on('doctype', refuse)
  parser.on('opentagstart', () => {
    attributes = 0
    if (++depth > MAX_DEPTH) refuse()
  })
  parser.on('attribute', () => {
    if (++attributes > MAX_ATTRIBUTES) refuse()
  })
  parser.on('opentag', tag => open?.(local(tag.name), tag.attributes))
  parser.on('closetag', tag => {
    depth--
    close?.(local(tag.name))
  })
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  return parser
}

function refuse(): never {
  throw new WorkbookError('damaged_file')
}

/** The value of an attribute whatever its prefix is: `r:id` is `relationship:id` in some files. */
export function prefixed(attributes: XmlAttributes, name: string): string | undefined {
  const key = Object.keys(attributes).find(key => key.endsWith(`:${name}`))
  return key === undefined ? undefined : attributes[key]
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
