import type { CDPSession } from 'playwright-core'

/** What a page holds after the garbage was collected. */
export interface Held {
  readonly heapBytes: number
  /** Of all documents of the page, in the tree or not. */
  readonly nodes: number
  readonly listeners: number
}

export async function heldBy(session: CDPSession): Promise<Held> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  return { heapBytes: usedSize, nodes, listeners: jsEventListeners }
}

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[] } }
  readonly nodes: readonly number[]
}

/** `detachedness` of a node that something still holds although it is in no document. */
const DETACHED = 2

/** How many nodes are held that are in no document, as the browser's own tools count them. */
export async function detachedNodes(session: CDPSession): Promise<number> {
  const chunks: string[] = []
  const collect = ({ chunk }: { chunk: string }) => chunks.push(chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', collect)
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  session.off('HeapProfiler.addHeapSnapshotChunk', collect)
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as Snapshot
  const fields = snapshot.meta.node_fields
  const place = fields.indexOf('detachedness')
  let count = 0
  for (let at = place; at < nodes.length; at += fields.length) if (nodes[at] === DETACHED) count += 1
  return count
}
