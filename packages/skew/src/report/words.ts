import type { Locale } from '@sunshine-aid/host-contract'
import type { Situation } from '../finding.ts'

interface Words {
  readonly candidate: string
  readonly running: string
  readonly module: string
  readonly package: string
  readonly range: string
  readonly offered: string
  readonly verdict: string
  readonly address: string
  readonly fits: string
  readonly outOfRange: string
  readonly lacks: string
  readonly breaks: string
  readonly note: string
  readonly situations: Readonly<Record<Situation, string>>
  readonly good: (notes: number) => string
  readonly bad: (breaking: number, notes: number) => string
}

export const WORDS: Readonly<Record<Locale, Words>> = {
  'zh-CN': {
    candidate: '待发布',
    running: '正在运行',
    module: '模块',
    package: '共享包',
    range: '需要',
    offered: '提供',
    verdict: '结论',
    address: '地址',
    fits: '相符',
    outOfRange: '不在范围内',
    lacks: '缺少',
    breaks: '【会出错】',
    note: '【请注意】',
    situations: {
      deployed: '发布之后',
      open: '发布前已打开的页面',
      oldMap: '发布前已打开、门户又不追加 import map 的页面',
      rollback: '退回上一版本时',
      running: '现在已经如此',
    },
    good: notes => (notes === 0 ? '可以发布：没有发现问题。' : `可以发布：${notes} 处请注意。`),
    bad: (breaking, notes) => `不要发布：${breaking} 处会出错，${notes} 处请注意。`,
  },
  en: {
    candidate: 'candidate',
    running: 'running',
    module: 'module',
    package: 'package',
    range: 'needs',
    offered: 'offered',
    verdict: 'verdict',
    address: 'address',
    fits: 'fits',
    outOfRange: 'out of range',
    lacks: 'lacks',
    breaks: 'BREAKS',
    note: 'note',
    situations: {
      deployed: 'after the deployment',
      open: 'in pages opened before',
      oldMap: 'in pages opened before whose shell adds no import map',
      rollback: 'when going back',
      running: 'already now',
    },
    good: notes => (notes === 0 ? 'Good to deploy: nothing found.' : `Good to deploy: ${notes} to note.`),
    bad: (breaking, notes) => `Do not deploy: ${breaking} will break, ${notes} to note.`,
  },
}
