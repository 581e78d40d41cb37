import { randomUUID } from 'node:crypto'
import {
  closeExitPanel,
  conveneExitPanel,
  getEpisode,
  giveExitOpinion,
  proposeExit,
} from '@sunshine-aid/api-contract'
import type { AidCategory, EpisodeStatus, ExitVerdict } from '@sunshine-aid/domain'
import { done } from '../../applications/testing/journey.ts'
import type { School } from '../../applications/testing/school.ts'
import type { Place } from '../../testing/orgTree.ts'

interface SpellOptions {
  readonly place?: Place
  readonly status?: EpisodeStatus
  readonly startedOn?: string
  readonly reviewedOn?: string
  readonly refreshedOn?: string
  readonly aidCategories?: AidCategory[]
  readonly name?: string
}

/** A running spell of help for a new student of the first class, or of `place`. */
export async function aSpell(
  school: School,
  { place = 'c1k1s1a1', status = 'active', startedOn = '2026-09-21', ...given }: SpellOptions = {},
): Promise<{ readonly id: string; readonly studentId: string }> {
  const { name, aidCategories = ['academicTutoring'], reviewedOn, refreshedOn } = given
  const studentId = await school.addStudent({ place, ...(name !== undefined && { name }) })
  const id = randomUUID()
  await school.asOwner(trx =>
    trx
      .insertInto('episode')
      .values({
        id,
        student_id: studentId,
        org_path: school.tree[place].path,
        school_id: school.tree[place.slice(0, -2) as Place].id,
        application_id: null,
        status,
        expires_on: status === 'provisional' ? '2026-12-31' : null,
        aid_categories: aidCategories,
        started_on: startedOn,
        reviewed_on: reviewedOn ?? null,
        refreshed_on: refreshedOn ?? null,
      })
      .execute(),
  )
  return { id, studentId }
}

export async function readSpell(school: School, reader: string, id: string) {
  return done(await school.call(reader, getEpisode, { params: { id } })).body
}

export async function spellVersion(school: School, id: string): Promise<number> {
  const row = await school.asOwner(trx =>
    trx.selectFrom('episode').select('version').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return row.version
}

export const PROPOSAL = {
  proposer: 'aidOfficer',
  relation: null,
  reason: 'normalLevel',
  evidence: [{ category: 'academicTutoring', level: 'at', text: '连续两次测验达到年级平均水平' }],
} as const

/** A spell whose exit is proposed by `proposer` and judged by three; without verdicts nobody has judged yet. */
export async function exitOf(
  school: School,
  verdicts: readonly ExitVerdict[] = [],
  proposer = 'officer',
): Promise<string> {
  const { id } = await aSpell(school)
  const ifMatch = await spellVersion(school, id)
  done(await school.call(proposer, proposeExit, { params: { id }, ifMatch, body: PROPOSAL }))
  await conveneExit(school, id, ['pan1', 'pan2', 'pan3'])
  for (const [at, verdict] of verdicts.entries()) await judge(school, `pan${at + 1}`, id, verdict)
  return id
}

export async function conveneExit(school: School, id: string, members: readonly string[]): Promise<void> {
  const [chair = ''] = members
  const body = { members: members.map(school.id), chair: school.id(chair) }
  done(await school.call('officer', conveneExitPanel, { params: { id }, body }))
}

export async function judge(school: School, member: string, id: string, verdict: ExitVerdict): Promise<void> {
  const body = { verdict, grounds: `${member} 的理由` }
  done(await school.call(member, giveExitOpinion, { params: { id }, body }))
}

/** Judged and closed by the chair. */
export async function closedExit(school: School, verdicts: readonly ExitVerdict[]): Promise<string> {
  const id = await exitOf(school, verdicts)
  done(await school.call('pan1', closeExitPanel, { params: { id } }))
  return id
}
