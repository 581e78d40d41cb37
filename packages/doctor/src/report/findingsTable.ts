import { CATALOGUE, FINDING_IDS } from '../catalogue/catalogue.ts'

/** Everything that is looked for, as the table of the README. */
export function findingsTable(): string {
  const rows = FINDING_IDS.map(id => {
    const { severity, title } = CATALOGUE[id]
    return `| ${id} | ${severity} | ${cell(title.en)} | ${cell(title['zh-CN'])} |`
  })
  return ['| id | severity | what is wrong | 问题 |', '|---|---|---|---|', ...rows].join('\n')
}

function cell(text: string): string {
  return text.replace(/[|<>]/g, character => ({ '|': '\\|', '<': '&lt;', '>': '&gt;' })[character] ?? '')
}
