import type { Label } from '@sunshine-aid/host-contract'
import { CATALOGUE, type FindingId, type Weight } from './catalogue.ts'

/**
 * When it happens:
 * - `deployed`: in every page that is opened after the candidate was deployed
 * - `open`: in a page that was opened before
 * - `oldMap`: in such a page, when it takes the candidate's module and nothing tells the browser of new addresses. Our
 *   shell-kit does tell it, by one more import map; shells that write their own may not
 * - `rollback`: when a shell goes back to the version before
 * - `running`: already now
 */
export type Situation = 'deployed' | 'open' | 'oldMap' | 'rollback' | 'running'

export interface Finding {
  readonly id: FindingId
  readonly weight: Weight
  readonly situations: readonly Situation[]
  /** What it is about: `module`, `package`, `file`, `names` … */
  readonly subject: Readonly<Record<string, string>>
  readonly what: Label
  readonly fix: Label
}

export function finding(
  id: FindingId,
  subject: Readonly<Record<string, string>>,
  situation: Situation = 'deployed',
): Finding {
  const { weight, what, fix } = CATALOGUE[id]
  // An open page falls back to the version it has, or is loaded anew: nobody is stopped for good.
  const lighter = situation === 'open' || situation === 'oldMap' ? 'note' : weight
  return { id, weight: lighter, situations: [situation], subject, what: filled(what, subject), fix }
}

/** The same finding in several situations becomes one; it weighs as much as the worst of them. */
export function merged(findings: readonly Finding[]): Finding[] {
  const known = new Map<string, Finding>()
  for (const one of findings) {
    const key = JSON.stringify([one.id, Object.entries(one.subject).sort()])
    const before = known.get(key)
    known.set(key, before ? join(before, one) : one)
  }
  return [...known.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

function join(a: Finding, b: Finding): Finding {
  return {
    ...a,
    weight: a.weight === 'breaks' ? a.weight : b.weight,
    situations: [...new Set([...a.situations, ...b.situations])],
  }
}

function filled(label: Label, values: Readonly<Record<string, string>>): Label {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '?')
  return { 'zh-CN': fill(label['zh-CN']), en: fill(label.en) }
}
