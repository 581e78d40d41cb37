import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PRINCIPALS, type PrincipalName } from './world/people.ts'
import { SCOPES, type Scope } from './world/places.ts'

/** What the reviewed table expects of one cell; `permissionMatrix.md` explains the words. */
export const EXPECTATIONS = ['may', '404', '403', '401', 'listed', 'absent'] as const
export type Expectation = (typeof EXPECTATIONS)[number]

export interface Line {
  readonly endpoint: string
  /** `-` where no record is named. */
  readonly scope: Scope | '-'
  readonly expected: Readonly<Record<PrincipalName, Expectation>>
}

/** Lines of `permissionMatrix.csv`. @throws {Error} that names the line which cannot be read. */
export function readMatrix(): Line[] {
  const text = readFileSync(join(import.meta.dirname, 'permissionMatrix.csv'), 'utf8')
  const [head = '', ...lines] = text.trimEnd().split(/\r?\n/)
  if (head !== ['endpoint', 'scope', ...PRINCIPALS].join(','))
    throw new Error('permissionMatrix.csv does not begin with the columns of all principals')
  return lines.map((line, index) => readLine(line, index + 2))
}

function readLine(line: string, number: number): Line {
  const [endpoint = '', scope = '', ...cells] = line.split(',')
  const good =
    ['-', ...SCOPES].includes(scope) && cells.length === PRINCIPALS.length && cells.every(isExpectation)
  if (!good) throw new Error(`permissionMatrix.csv:${number} cannot be read: ${line}`)
  const expected = Object.fromEntries(PRINCIPALS.map((principal, at) => [principal, cells[at]]))
  return { endpoint, scope: scope as Line['scope'], expected: expected as Line['expected'] }
}

function isExpectation(cell: string): cell is Expectation {
  return (EXPECTATIONS as readonly string[]).includes(cell)
}
