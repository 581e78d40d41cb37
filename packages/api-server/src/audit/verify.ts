import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import type { AuditEventTable, Db, Trx } from '../database/schema.ts'
import { NO_ANCHORS, readAnchors, withLine, type Anchored } from './anchor.ts'
import { readHeads } from './anchorHeads.ts'
import { SYSTEM_CHAIN, type AuditLink } from './event.ts'
import { verifyChains, type AuditFinding, type ChainReport } from './verifyChains.ts'

export interface VerifyOptions {
  /** Kept outside of the database; where there is none, the database's own copy serves, which proves less. */
  readonly anchorFile?: string
  /** Called for each chain as it is done. */
  readonly onChain?: (report: ChainReport) => void
}

/** Everything that is wrong with the audit trail; empty when every chain is whole. Run it as the owner. */
export async function verifyAudit(owner: Db, options: VerifyOptions = {}): Promise<AuditFinding[]> {
  // Before the snapshot: an anchor that is written meanwhile would name events that the snapshot lacks.
  const fromFile = await anchorsIn(options.anchorFile)
  return owner
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async trx => {
      const anchored = fromFile ?? (await storedAnchors(trx))
      const findings: AuditFinding[] = []
      if (anchored.brokenAt !== null)
        findings.push({ chain: null, seq: anchored.brokenAt, fault: 'anchorBroken' })
      for await (const report of verifyChains(readLinks(trx), await readHeads(trx), anchored.heads)) {
        options.onChain?.(report)
        findings.push(...report.findings)
      }
      return findings
    })
}

async function anchorsIn(path: string | undefined): Promise<Anchored | null> {
  return path !== undefined && existsSync(path) ? readAnchors(path) : null
}

async function storedAnchors(trx: Trx): Promise<Anchored> {
  const rows = await trx.selectFrom('audit_anchor').select('line').orderBy('n').execute()
  return rows.reduce((known, { line }) => withLine(known, line), NO_ANCHORS)
}

const PAGE = 2_000

/** All events, chain by chain, a page at a time. */
async function* readLinks(trx: Trx): AsyncGenerator<AuditLink> {
  let [chain, seq] = [SYSTEM_CHAIN, 0]
  for (;;) {
    const rows = await trx
      .selectFrom('audit_event')
      .selectAll()
      .where(sql<boolean>`(chain, seq) > (${chain}::uuid, ${seq}::bigint)`)
      .orderBy('chain')
      .orderBy('seq')
      .limit(PAGE)
      .execute()
    for (const row of rows) yield linkOf(row)
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    ;[chain, seq] = [last.chain, last.seq]
  }
}

function linkOf(row: AuditEventTable): AuditLink {
  return {
    chain: row.chain,
    seq: row.seq,
    orgPath: row.org_path,
    at: row.at,
    accountId: row.account_id,
    role: row.role,
    action: row.action,
    outcome: row.outcome,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    count: row.count,
    digest: row.digest?.toString('hex') ?? null,
    requestId: row.request_id,
    purpose: row.purpose,
    prev: row.prev,
    hash: row.hash,
  }
}
