import { chinaDay, WORDS, type AidCategory } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'
import type { ExportRow, ExportSheet } from './kinds.ts'

// The page is cut before anything is joined: otherwise PostgreSQL joins all the rest of the school for each page.

/**
 * 工作台账: the school's requests and spells of support, as it keeps them for itself (AP-35). Only what the work needs:
 * no dilemma, no facts, no diagnosis, no ID number, phone or address.
 */
export const requestSheet: ExportSheet = {
  name: '申请',
  columns: [
    { title: '姓名', width: 12 },
    { title: '班级', width: 18 },
    { title: '学段', width: 8 },
    { title: '申请的支持', width: 36 },
    { title: '办理状态', width: 14 },
    { title: '状态起始', width: 12 },
    { title: '首次提交', width: 12 },
    { title: '填报人', width: 12 },
  ],
  count: (trx, schoolId) => countIn(trx, 'application', schoolId),
  async page(trx, schoolId, after, limit): Promise<ExportRow[]> {
    const [createdAt, id] = after ?? []
    const rows = await trx
      .selectFrom(eb =>
        eb
          .selectFrom('application')
          .selectAll()
          .where('school_id', '=', schoolId)
          .$if(after !== null, query =>
            query.where(sql<boolean>`(created_at, id) > (${createdAt}::timestamptz, ${id}::uuid)`),
          )
          .orderBy('created_at')
          .orderBy('id')
          .limit(limit)
          .as('application'),
      )
      .innerJoin('student', 'student.id', 'application.student_id')
      .innerJoin('org as class', 'class.id', 'application.class_id')
      .select([
        'application.id',
        sql<string>`application.created_at::text`.as('created_at'),
        'student.name',
        'class.name as class_name',
        'application.stage',
        'application.aid_categories',
        'application.status',
        'application.status_since',
        'application.submitted_at',
        'application.entered_by_name',
      ])
      .orderBy('application.created_at')
      .orderBy('application.id')
      .execute()
    return rows.map(row => ({
      id: row.id,
      position: [row.created_at, row.id],
      cells: [
        row.name,
        row.class_name,
        WORDS.stage[row.stage]['zh-CN'],
        categories(row.aid_categories),
        WORDS.applicationStatus[row.status]['zh-CN'],
        chinaDay(row.status_since),
        row.submitted_at ? chinaDay(row.submitted_at) : '',
        row.entered_by_name,
      ],
    }))
  },
}

export const episodeSheet: ExportSheet = {
  name: '支持情况',
  columns: [
    { title: '姓名', width: 12 },
    { title: '班级', width: 18 },
    { title: '支持内容', width: 36 },
    { title: '状态', width: 12 },
    { title: '开始', width: 12 },
    { title: '结束', width: 12 },
    { title: '服务项数', width: 10 },
  ],
  count: (trx, schoolId) => countIn(trx, 'episode', schoolId),
  async page(trx, schoolId, after, limit): Promise<ExportRow[]> {
    const [startedOn, id] = after ?? []
    const rows = await trx
      .selectFrom(eb =>
        eb
          .selectFrom('episode')
          .selectAll()
          .where('school_id', '=', schoolId)
          .$if(after !== null, query =>
            query.where(sql<boolean>`(started_on, id) > (${startedOn}::date, ${id}::uuid)`),
          )
          .orderBy('started_on')
          .orderBy('id')
          .limit(limit)
          .as('episode'),
      )
      .innerJoin('student', 'student.id', 'episode.student_id')
      .innerJoin('org as class', 'class.id', 'student.class_id')
      .select([
        'episode.id',
        'student.name',
        'class.name as class_name',
        'episode.aid_categories',
        'episode.status',
        'episode.started_on',
        'episode.ended_on',
      ])
      .select(eb =>
        eb
          .selectFrom('aid_service')
          .select(count => count.fn.countAll<number>().as('services'))
          .whereRef('aid_service.episode_id', '=', 'episode.id')
          .as('services'),
      )
      .orderBy('episode.started_on')
      .orderBy('episode.id')
      .execute()
    return rows.map(row => ({
      id: row.id,
      position: [row.started_on, row.id],
      cells: [
        row.name,
        row.class_name,
        categories(row.aid_categories),
        WORDS.episodeStatus[row.status]['zh-CN'],
        row.started_on,
        row.ended_on ?? '',
        row.services ?? 0,
      ],
    }))
  },
}

async function countIn(trx: Trx, table: 'application' | 'episode', schoolId: string): Promise<number> {
  const { count } = await trx
    .selectFrom(table)
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('school_id', '=', schoolId)
    .executeTakeFirstOrThrow()
  return count
}

function categories(codes: readonly AidCategory[]): string {
  return codes.map(code => WORDS.aidCategory[code]['zh-CN']).join('、')
}
