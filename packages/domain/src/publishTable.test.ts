import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTable, publishTable, type Count, type PublishedCell } from './publishTable.ts'

const K = 5
const count = (covered: number, counted: number): Count => ({ covered, counted })
const states = (cells: readonly (readonly PublishedCell[])[]) =>
  cells.map(row =>
    row.map(({ state }) => ({ shown: '+', suppressed: '-', notApplicable: '0' })[state]).join(''),
  )

/** Tables as they come: mostly empty or full cells, some of them small. */
const table = fc
  .record({ rows: fc.integer({ min: 1, max: 7 }), columns: fc.integer({ min: 1, max: 5 }) })
  .chain(({ rows, columns }) =>
    fc.array(fc.array(cell(), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  )

function cell(): fc.Arbitrary<Count> {
  const number = fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: K - 1 }) },
    { weight: 5, arbitrary: fc.integer({ min: K, max: 60 }) },
  )
  return fc.tuple(number, number).map(([covered, uncovered]) => count(covered, covered + uncovered))
}

describe('a published table', () => {
  it('shows large counts with their rate, and totals at the end of each line', () => {
    const { cells } = publishTable([[count(30, 40)], [count(20, 40)]], K)
    expect(cells).toEqual([
      [shown(30, 40), shown(30, 40)],
      [shown(20, 40), shown(20, 40)],
      [shown(50, 80), shown(50, 80)],
    ])
  })

  it('says 不适用 where there is nobody to count', () => {
    expect(publishTable([[count(0, 0), count(9, 20)]], K).cells[0]?.[0]).toEqual({ state: 'notApplicable' })
  })

  it('is empty without rows', () => {
    expect(publishTable([], K).cells).toEqual([[]])
  })

  it.each([
    ['few children', count(0, 4)],
    ['few who are covered', count(4, 50)],
    ['few who are not covered', count(46, 50)],
  ])('suppresses a cell with %s', (_, small) => {
    expect(publishTable([[small, count(20, 40)]], K).cells[0]?.[0]).toEqual({ state: 'suppressed' })
  })

  it('shows nobody and everybody covered: no child is told apart', () => {
    const { cells } = publishTable([[count(0, 50), count(50, 50)]], K)
    expect(states(cells)).toEqual(['+++', '+++'])
  })

  it('suppresses a second cell in the row and in the column of a small one, the fewest children that do', () => {
    const { cells } = publishTable(
      [
        [count(3, 9), count(50, 99), count(20, 40)],
        [count(30, 60), count(40, 80), count(10, 20)],
        [count(60, 90), count(70, 99), count(30, 60)],
      ],
      K,
    )
    expect(states(cells)).toEqual(['-+-+', '-+-+', '++++', '++++'])
  })

  it('does not let one small cell hide another: the range of both would be small', () => {
    const { cells } = publishTable(
      [
        [count(2, 30), count(20, 40)],
        [count(20, 40), count(3, 30)],
      ],
      K,
    )
    expect(states(cells)).toEqual(['---', '---', '+++'])
  })

  it('keeps hidden, and protects, the totals that the table above hides', () => {
    const rows = [
      [count(20, 40), count(30, 60)],
      [count(30, 60), count(40, 80)],
    ]
    const { cells } = publishTable(rows, K, [true, true, false])
    expect(states(cells)).toEqual(['--+', '+++', '--+'])
  })

  it('never relies on a total that the table above shows', () => {
    const { cells } = publishTable(
      [
        [count(3, 9), count(20, 40)],
        [count(30, 60), count(40, 80)],
      ],
      K,
      [false, false, false],
    )
    expect(states(cells)).toEqual(['--+', '--+', '+++'])
  })
})

describe('whoever has a published table', () => {
  it('reads no number of 1 to 4 children in it', () => {
    fc.assert(
      fc.property(table, rows => {
        const numbers = publishTable(rows, K).cells.flatMap(row =>
          row.flatMap(cell =>
            cell.state === 'shown' ? [cell.covered, cell.counted, cell.counted - cell.covered] : [],
          ),
        )
        expect(numbers.filter(n => n > 0 && n < K)).toEqual([])
      }),
    )
  })

  it('cannot calculate a suppressed cell from one line', () => {
    fc.assert(
      fc.property(table, rows => {
        const { cells } = publishTable(rows, K)
        const columns = cells[0]?.map((_, c) => cells.map(row => row[c])) ?? []
        const hiddenIn = [...cells, ...columns].map(
          line => line.filter(cell => cell?.state === 'suppressed').length,
        )
        expect(hiddenIn).not.toContain(1)
      }),
    )
  })

  it('cannot calculate a suppressed cell from several lines taken together', () => {
    fc.assert(
      fc.property(table, rows => {
        expect(calculable(publishTable(rows, K).cells)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('cannot do so either with the totals of the table above at hand', () => {
    fc.assert(
      fc.property(table, table, (own, others) => {
        const line = openTable(own).cells.at(-1)?.map(countOf) ?? []
        const above = publishTable([line.slice(0, -1), ...sameWidth(others, line.length - 1)], K)
        const hiddenTotals = above.cells[0]?.map(({ state }) => state === 'suppressed')
        const { cells } = publishTable(own, K, hiddenTotals)
        expect(states([cells.at(-1) ?? []])).toEqual(states([above.cells[0] ?? []]))
        expect(calculable(cells)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('is told the same whenever the counts are the same', () => {
    fc.assert(
      fc.property(table, rows => {
        expect(publishTable(structuredClone(rows), K)).toEqual(publishTable(rows, K))
      }),
    )
  })

  it('still sees most of a large table: only what protects a small cell is hidden', () => {
    const rows = Array.from({ length: 40 }, (_, r) =>
      Array.from({ length: 6 }, (__, c) => (r === 3 && c === 2 ? count(2, 30) : count(20 + r, 160 + c))),
    )
    expect(states(publishTable(rows, K).cells).join('').match(/-/g)).toHaveLength(4)
  })

  it('learns a lone secret where only its own line of cells is suppressed (the attack works)', () => {
    const hiddenOnce: PublishedCell[][] = [
      [{ state: 'suppressed' }, shown(20, 40), shown(23, 49)],
      [shown(30, 60), shown(40, 80), shown(70, 140)],
      [shown(33, 69), shown(60, 120), shown(93, 189)],
    ]
    expect(calculable(hiddenOnce)).toEqual(['0/0'])
  })
})

it('a table for the school’s own staff suppresses nothing', () => {
  fc.assert(
    fc.property(table, rows => {
      expect(states(openTable(rows).cells).join('')).not.toContain('-')
    }),
  )
})

function shown(covered: number, counted: number): PublishedCell {
  return { state: 'shown', covered, counted, rate: covered / counted }
}

function countOf(cell: PublishedCell): Count {
  return cell.state === 'shown' ? count(cell.covered, cell.counted) : count(0, 0)
}

function sameWidth(rows: readonly Count[][], width: number): Count[][] {
  return rows.map(row => Array.from({ length: width }, (_, c) => row[c] ?? count(7, 20)))
}

/**
 * Suppressed cells whose value follows from the totals: every line gives an equation (its cells add up to its
 * total), and Gauss's elimination finds the unknowns that they determine.
 */
function calculable(cells: readonly (readonly PublishedCell[])[]): string[] {
  const unknowns = cells.flatMap((row, r) =>
    row.flatMap((cell, c) => (cell.state === 'suppressed' ? [`${r}/${c}`] : [])),
  )
  const lastRow = cells.length - 1
  const lastColumn = (cells[0]?.length ?? 0) - 1
  const equation = (line: readonly string[], total: string) =>
    unknowns.map(name => (line.includes(name) ? 1 : 0) - (name === total ? 1 : 0))
  const indices = (length: number) => Array.from({ length }, (_, i) => i)
  const equations = [
    ...indices(cells.length).map(r =>
      equation(
        indices(lastColumn).map(c => `${r}/${c}`),
        `${r}/${lastColumn}`,
      ),
    ),
    ...indices(lastColumn + 1).map(c =>
      equation(
        indices(lastRow).map(r => `${r}/${c}`),
        `${lastRow}/${c}`,
      ),
    ),
  ]
  const reduced = eliminate(equations)
  return unknowns.filter((_, index) =>
    reduced.some(row => row[index] !== 0 && row.every((value, other) => other === index || value === 0)),
  )
}

/** Reduced row echelon form; the entries stay small whole numbers. */
function eliminate(equations: readonly (readonly number[])[]): number[][] {
  const rows = equations.map(row => [...row])
  let pivot = 0
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const found = rows.findIndex((row, index) => index >= pivot && row[column] !== 0)
    if (found < 0) continue
    const [lead] = rows.splice(found, 1)
    if (!lead) continue
    rows.splice(pivot, 0, lead)
    rows.forEach((row, index) => {
      const factor = (row[column] ?? 0) / (lead[column] ?? 1)
      if (index === pivot || factor === 0) return
      row.forEach((value, at) => {
        row[at] = value - factor * (lead[at] ?? 0)
      })
    })
    pivot++
  }
  return rows
}
