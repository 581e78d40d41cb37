import type { StubAccount } from '../../serve/stubAccount.ts'

/** The accounts as lines of a table: subject, role and place, with Chinese characters counted as two columns wide. */
export function accountTable(accounts: readonly StubAccount[]): string[] {
  const rows = [
    ['account', 'role', 'name', 'place'],
    ...accounts.map(({ subject, role, name, orgName, detail }) => [
      subject,
      role,
      name,
      detail === undefined ? orgName : `${orgName} ${detail}`,
    ]),
  ]
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, width(cell))),
    [],
  )
  return rows.map(row =>
    row
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  )
}

const WIDE = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/

function width(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0)
}
