import type { CDPSession, Page } from 'playwright-core'

export interface Heap {
  /** Nodes outside of the document that something still holds, garbage collected first. */
  readonly detachedNodes: () => Promise<number>
  /** From now on it is written down who makes a node. */
  readonly traceMakers: () => Promise<void>
  /** The stacks of those who have made the detached nodes since then, and how many each. */
  readonly makersOfDetached: () => Promise<Readonly<Record<string, number>>>
}

/** A look into the memory of a page by the browser's own debugger. */
export async function openHeap(page: Page): Promise<Heap> {
  const session = await page.context().newCDPSession(page)
  return {
    detachedNodes: () => ask(session, countDetached),
    traceMakers: () => page.evaluate(traceMakers),
    makersOfDetached: () => ask(session, makersOfDetached),
  }
}

/** Has the page look at all of its nodes. Garbage is collected first, so that only what is held is among them. */
async function ask<T>(session: CDPSession, look: (nodes: readonly Node[]) => T): Promise<T> {
  const group = { objectGroup: 'heap' }
  await session.send('HeapProfiler.collectGarbage')
  const { result } = await session.send('Runtime.evaluate', { expression: 'Node.prototype', ...group })
  const prototypeObjectId = result.objectId ?? ''
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId, ...group })
  const answer = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: `function () { return (${look.toString()})(this) }`,
    returnByValue: true,
  })
  await session.send('Runtime.releaseObjectGroup', group)
  if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text)
  return answer.result.value as T
}

/** Runs in the page. Among the objects are the classes' own prototypes, which are no nodes. */
function countDetached(objects: readonly Node[]): number {
  const isDetached = (node: Node) => !Object.hasOwn(node, 'constructor') && !node.isConnected
  return objects.filter(isDetached).length
}

declare global {
  interface Window {
    makersOfNodes?: WeakMap<Node, string>
  }
}

/** Runs in the page. */
function traceMakers(): void {
  const makers = new WeakMap<Node, string>()
  window.makersOfNodes = makers
  Error.stackTraceLimit = 40
  const document_ = Document.prototype as unknown as Record<string, (...args: unknown[]) => Node>
  for (const name of ['createElement', 'createElementNS', 'createTextNode', 'createComment']) {
    const original = document_[name]
    document_[name] = function (this: Document, ...args) {
      const node = original!.apply(this, args)
      makers.set(node, new Error().stack ?? '')
      return node
    }
  }
}

/** Runs in the page. */
function makersOfDetached(objects: readonly Node[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const node of objects) {
    const stack = window.makersOfNodes?.get(node)
    if (stack !== undefined && !node.isConnected) counts[stack] = (counts[stack] ?? 0) + 1
  }
  return counts
}
