/** Prints a table as Markdown: what stands in docs/performance.md is what was printed. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'))
  console.log(['', line(head), line(rule), ...rows.map(line), ''].join('\n'))
}
