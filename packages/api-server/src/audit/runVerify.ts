import { existsSync } from 'node:fs'
import type { Db } from '../database/schema.ts'
import { verifyAudit } from './verify.ts'
import type { AuditFinding } from './verifyChains.ts'

/** Verifies all chains and prints a line for each; returns the exit code: 1 when something is wrong. */
export async function runVerify(
  owner: Db,
  anchorFile: string,
  print: (line: string) => void,
): Promise<0 | 1> {
  if (!existsSync(anchorFile)) print(`no anchors in ${anchorFile}: only the database's own copy is compared`)
  let [chains, events] = [0, 0]
  const findings = await verifyAudit(owner, {
    anchorFile,
    onChain: report => {
      chains += 1
      events += report.events
      print(`${report.chain}: ${count(report.events, 'event')}, ${count(report.findings.length, 'finding')}`)
    },
  })
  findings.forEach(finding => print(sentenceOf(finding)))
  print(`${count(chains, 'chain')}, ${count(events, 'event')}, ${count(findings.length, 'finding')}`)
  return findings.length === 0 ? 0 : 1
}

const MEANING = {
  altered: 'was changed after it was written',
  missing: 'is gone',
  misplaced: 'does not follow the event before it',
  headDiffers: 'is stored as the end, but is not',
  cutOff: 'and what followed was cut off: the anchor knows more',
  rewritten: 'is not the event that was anchored',
} as const

function sentenceOf({ chain, seq, fault }: AuditFinding): string {
  if (fault === 'anchorBroken')
    return `${fault}: line ${seq} of the anchors does not follow the line before it`
  return `${fault}: event ${seq} of chain ${chain ?? ''} ${MEANING[fault]}`
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
