import { chinaDay, factInWords, WORDS } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { ExportRow, ExportSheet } from '../exports/kinds.ts'

/** 摸排名单 (AP-20, AP-35): whom the school's latest sweep proposes, for checking family by family; no number, phone or address. */
export const sweepSheet: ExportSheet = {
  name: '摸排名单',
  columns: [
    { title: '姓名', width: 12 },
    { title: '班级', width: 18 },
    { title: '困境', width: 30 },
    { title: '依据', width: 60 },
    { title: '处理情况', width: 12 },
    { title: '处理人', width: 12 },
    { title: '处理日期', width: 12 },
    { title: '核实情况', width: 30 },
  ],
  async count(trx, schoolId): Promise<number> {
    const { count } = await latestProposals(trx, schoolId)
      .select(eb => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  },
  async page(trx, schoolId, after, limit): Promise<ExportRow[]> {
    const rows = await latestProposals(trx, schoolId)
      .innerJoin('org as class', 'class.id', 'student.class_id')
      .select(['sweep_proposal.id', 'position', 'student.name', 'class.name as class_name', 'dilemmas'])
      .select(['reasons', 'state', 'decided_by_name', 'decided_at'])
      .where('position', '>', Number(after?.[0] ?? 0))
      .orderBy('position')
      .limit(limit)
      .execute()
    return rows.map(row => ({
      id: row.id,
      position: [row.position],
      cells: [
        row.name,
        row.class_name,
        row.dilemmas.map(dilemma => WORDS.dilemma[dilemma]['zh-CN']).join('、'),
        row.reasons.flatMap(({ facts }) => facts.map(fact => factInWords(fact, 'zh-CN'))).join('；'),
        WORDS.proposalState[row.state]['zh-CN'],
        row.decided_by_name ?? '',
        row.decided_at ? chinaDay(row.decided_at) : '',
        '',
      ],
    }))
  },
}

function latestProposals(trx: Trx, schoolId: string) {
  return trx
    .selectFrom('sweep_proposal')
    .innerJoin('student', 'student.id', 'sweep_proposal.student_id')
    .where('student.school_id', '=', schoolId)
    .where(
      'sweep_id',
      '=',
      sql<string>`(select id from sweep where school_id = ${schoolId} order by started_at desc, id desc limit 1)`,
    )
}
