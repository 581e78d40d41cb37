import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_ANCHORS, anchorLine, withLine, type ChainHead } from './anchor.ts'
import { GENESIS, auditHash, type AuditEvent, type AuditLink } from './event.ts'
import { verifyChains, type AuditFault } from './verifyChains.ts'

type Trail = Map<string, AuditLink[]>

function anEvent(chain: string, seq: number): AuditEvent {
  return {
    chain,
    orgPath: 'p.c1.s1',
    at: new Date(Date.UTC(2026, 10, 21, 8, 0, seq)),
    accountId: randomUUID(),
    role: 'aidOfficer',
    action: 'listStudents',
    outcome: seq % 3 === 0 ? 'denied' : 'done',
    subjectKind: 'student',
    subjectId: seq % 2 === 0 ? randomUUID() : null,
    count: seq,
    digest: 'ab'.repeat(32),
    requestId: randomUUID(),
    purpose: null,
  }
}

function chained(events: readonly AuditEvent[]): AuditLink[] {
  const links: AuditLink[] = []
  for (const [index, event] of events.entries()) {
    const prev = links.at(-1)?.hash ?? GENESIS
    links.push({ ...event, seq: index + 1, prev, hash: auditHash(prev, index + 1, event) })
  }
  return links
}

/** Three chains of three to eight events. */
function aTrail(lengths: readonly number[]): Trail {
  return new Map(
    lengths.map(length => {
      const chain = randomUUID()
      return [chain, chained(Array.from({ length }, (_, index) => anEvent(chain, index + 1)))]
    }),
  )
}

function headsOf(trail: Trail): Map<string, ChainHead> {
  return new Map(
    [...trail].flatMap(([chain, links]) => links.slice(-1).map(({ seq, hash }) => [chain, { seq, hash }])),
  )
}

async function faults(
  trail: Trail,
  heads: Map<string, ChainHead>,
  anchored: Map<string, ChainHead>,
): Promise<AuditFault[]> {
  const links = [...trail.values()].flatMap(chain => chain.toSorted((a, b) => a.seq - b.seq))
  const found: AuditFault[] = []
  for await (const report of verifyChains(links, heads, anchored))
    found.push(...report.findings.map(f => f.fault))
  return found
}

/** Somebody with every right on the database: changes rows, and mends heads where told to. */
const TAMPERS = {
  edit: (links, at) => {
    const [field, value] = [
      ['accountId', randomUUID()],
      ['at', new Date(links[at]!.at.getTime() + 1)],
      ['outcome', links[at]!.outcome === 'done' ? 'denied' : 'done'],
      ['count', links[at]!.count! + 1],
      ['orgPath', 'p.c1.s2'],
      ['role', null],
      ['purpose', 'review'],
      ['subjectId', randomUUID()],
      ['digest', 'cd'.repeat(32)],
      ['requestId', randomUUID()],
    ][at % 10] as [keyof AuditLink, never]
    return links.with(at, { ...links[at]!, [field]: value })
  },
  delete: (links, at) => links.toSpliced(at, 1),
  'delete and renumber': (links, at) =>
    links.toSpliced(at, 1).map((link, index) => ({ ...link, seq: index + 1 })),
  insert: (links, at) => {
    const forged = { ...anEvent(links[0]!.chain, at), seq: at + 1, prev: links[at]!.prev }
    const shifted = links.slice(at).map(link => ({ ...link, seq: link.seq + 1 }))
    return [...links.slice(0, at), { ...forged, hash: auditHash(forged.prev, at + 1, forged) }, ...shifted]
  },
  reorder: (links, at) => {
    const other = (at + 1) % links.length
    return links.map((link, i) => {
      const moved = i === at ? links[other]! : i === other ? links[at]! : link
      return { ...moved, seq: i + 1 }
    })
  },
  'truncate with the head': (links, at) => links.slice(0, at),
  'rewrite all with the head': (links, at) =>
    chained(links.map((link, index) => (index <= at ? { ...link, accountId: randomUUID() } : link))),
} as const satisfies Record<string, (links: AuditLink[], at: number) => AuditLink[]>
const MENDS_HEADS: readonly string[] = [
  'truncate with the head',
  'rewrite all with the head',
  'delete and renumber',
  'insert',
]

const trails = fc.array(fc.integer({ min: 3, max: 8 }), { minLength: 1, maxLength: 3 }).map(aTrail)
const RUNS = 150

describe('verification', () => {
  it('finds nothing in trails that nobody touched', async () => {
    await fc.assert(
      fc.asyncProperty(trails, async trail => {
        expect(await faults(trail, headsOf(trail), headsOf(trail))).toEqual([])
        expect(await faults(trail, headsOf(trail), new Map())).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  it.each(Object.entries(TAMPERS))(`finds each of ${RUNS} random attempts to %s`, async (name, tamper) => {
    await fc.assert(
      fc.asyncProperty(trails, fc.nat(), fc.nat(), async (trail, which, where) => {
        const anchored = headsOf(trail)
        const [chain, links] = [...trail][which % trail.size]!
        const tampered: Trail = new Map(trail).set(chain, tamper(links, where % links.length))
        const heads = MENDS_HEADS.includes(name) ? headsOf(tampered) : anchored
        expect(await faults(tampered, heads, anchored)).not.toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  it('finds events that were swapped between two chains', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constant([4, 5]).map(aTrail), fc.nat(3), async (trail, at) => {
        const [[a, inA], [b, inB]] = [...trail] as [[string, AuditLink[]], [string, AuditLink[]]]
        const swapped: Trail = new Map([
          [a, inA.with(at, { ...inB[at]!, chain: a })],
          [b, inB.with(at, { ...inA[at]!, chain: b })],
        ])
        expect(await faults(swapped, headsOf(trail), headsOf(trail))).not.toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  it('finds a chain that is gone with its head', async () => {
    const trail = aTrail([3, 4])
    const rest: Trail = new Map([...trail].slice(1))
    expect(await faults(rest, headsOf(rest), headsOf(trail))).toEqual(['cutOff'])
    expect(await faults(rest, headsOf(trail), new Map())).toEqual(['headDiffers'])
  })

  it('needs the anchor to see that a tail was cut off together with its head', async () => {
    const trail = aTrail([5])
    const [[chain, links]] = [...trail] as [[string, AuditLink[]]]
    const cut: Trail = new Map([[chain, links.slice(0, 3)]])
    expect(await faults(cut, headsOf(cut), new Map())).toEqual([])
    expect(await faults(cut, headsOf(cut), headsOf(trail))).toEqual(['cutOff'])
  })
})

describe('an anchor file', () => {
  const heads = (seq: number) => new Map([['chain', { seq, hash: Buffer.alloc(32, seq) }]])
  const now = new Date('2026-11-21T08:00:00Z')
  const lines: string[] = []
  let known = NO_ANCHORS
  for (const seq of [1, 2, 3]) {
    lines.push(anchorLine(known, heads(seq), now))
    known = withLine(known, lines.at(-1)!)
  }
  const read = (texts: readonly string[]) => texts.reduce((state, line) => withLine(state, line), NO_ANCHORS)

  it('gives the latest head of each chain', () => {
    expect(read(lines)).toMatchObject({ count: 3, brokenAt: null, heads: heads(3) })
  })

  it.each([
    ['changed', [lines[0]!, lines[1]!.replace('"chain":[2', '"chain":[1'), lines[2]!], 2],
    ['left out', [lines[0]!, lines[2]!], 2],
    ['put in twice', [lines[0]!, lines[0]!, lines[1]!], 2],
    ['exchanged', [lines[1]!, lines[0]!, lines[2]!], 1],
    ['made unreadable', ['{', lines[1]!], 1],
  ])('is broken where a line was %s', (_, texts, at) => {
    expect(read(texts).brokenAt).toBe(at)
  })
})
