import type { ChainHead } from './anchor.ts'
import { GENESIS, auditHash, type AuditLink } from './event.ts'

export type AuditFault =
  /** The fields of an event do not give its hash. */
  | 'altered'
  /** One or more events before this one are gone. */
  | 'missing'
  /** An event does not follow the one before it: put in, or moved here. */
  | 'misplaced'
  /** The stored end of the chain is another one. */
  | 'headDiffers'
  /** The chain ends before the place that was anchored. */
  | 'cutOff'
  /** The chain is sound in itself, but is not the one that was anchored. */
  | 'rewritten'
  /** A line of the anchor file was changed, or lines are missing; `seq` is its number. */
  | 'anchorBroken'

export interface AuditFinding {
  /** `null` for the anchor file. */
  readonly chain: string | null
  readonly seq: number
  readonly fault: AuditFault
}

export interface ChainReport {
  readonly chain: string
  readonly events: number
  readonly findings: readonly AuditFinding[]
}

/** Findings of one chain that are kept; the first says where it starts. */
const MAX_FINDINGS = 100

type Heads = ReadonlyMap<string, ChainHead>

/**
 * Walks over all chains (`links` ordered by chain, then seq) and compares them with the stored heads and the
 * anchored ones. Holds one event at a time, so it can read any number.
 */
export async function* verifyChains(
  links: AsyncIterable<AuditLink> | Iterable<AuditLink>,
  heads: Heads,
  anchored: Heads,
): AsyncGenerator<ChainReport> {
  const seen = new Set<string>()
  let walk: ChainWalk | null = null
  for await (const link of links) {
    if (walk?.chain !== link.chain) {
      if (walk) yield walk.end()
      walk = walkChain(link.chain, heads.get(link.chain), anchored.get(link.chain))
      seen.add(link.chain)
    }
    walk.step(link)
  }
  if (walk) yield walk.end()
  for (const chain of new Set([...heads.keys(), ...anchored.keys()])) {
    if (!seen.has(chain)) yield walkChain(chain, heads.get(chain), anchored.get(chain)).end()
  }
}

interface ChainWalk {
  readonly chain: string
  step(link: AuditLink): void
  end(): ChainReport
}

function walkChain(chain: string, head: ChainHead | undefined, anchor: ChainHead | undefined): ChainWalk {
  const findings: AuditFinding[] = []
  let events = 0
  let last: ChainHead = { seq: 0, hash: GENESIS }

  function find(fault: AuditFault, seq: number) {
    if (findings.length < MAX_FINDINGS) findings.push({ chain, seq, fault })
  }

  function step(link: AuditLink) {
    events += 1
    if (link.seq > last.seq + 1) find('missing', last.seq + 1)
    else if (link.seq <= last.seq || !link.prev.equals(last.hash)) find('misplaced', link.seq)
    if (!auditHash(link.prev, link.seq, link).equals(link.hash)) find('altered', link.seq)
    if (link.seq === anchor?.seq && !link.hash.equals(anchor.hash)) find('rewritten', link.seq)
    last = link
  }

  function end(): ChainReport {
    const stored = head ?? { seq: 0, hash: GENESIS }
    if (stored.seq !== last.seq || !stored.hash.equals(last.hash)) find('headDiffers', stored.seq)
    if (anchor && last.seq < anchor.seq) find('cutOff', last.seq + 1)
    return { chain, events, findings }
  }

  return { chain, step, end }
}
