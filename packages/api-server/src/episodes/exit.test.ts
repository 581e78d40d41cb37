import {
  addExitMember,
  closeExitPanel,
  confirmExit,
  conveneExitPanel,
  endTapering,
  getEpisode,
  giveExitOpinion,
  proposeExit,
  recuseExitMember,
} from '@sunshine-aid/api-contract'
import type { ExitConfirmation } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { coverageDrift, recountCoverage } from '../coverage/recount.ts'
import { endTaperings } from './endTaperings.ts'
import {
  aSpell,
  closedExit,
  conveneExit,
  exitOf,
  judge,
  PROPOSAL,
  readSpell,
  spellVersion,
} from './testing/spells.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const YES: ExitConfirmation = { agrees: true, plan: null, note: '' }
const TAPER: ExitConfirmation = {
  ...YES,
  plan: { steps: [{ on: '2026-11-02', text: '改为每周一次' }], endsOn: '2026-12-31' },
}
const confirm = async (by: string, id: string, body = YES) =>
  school.call(by, confirmExit, { params: { id }, ifMatch: await spellVersion(school, id), body })
/** Whose opinions `reader` can read. */
async function readable(reader: string, id: string): Promise<string[]> {
  const { exitReview } = await readSpell(school, reader, id)
  return (exitReview?.members ?? []).filter(({ opinion }) => opinion !== null).map(({ name }) => name)
}
const stepBack = async (member: string, id: string) =>
  done(await school.call(member, recuseExitMember, { params: { id }, body: { reason: 'relative' } }))

describe('proposing an exit', () => {
  it('keeps the evidence for each category, and stops the clock of the reviews', async () => {
    const id = await exitOf(school)
    expect(await readSpell(school, 'head', id)).toMatchObject({
      status: 'exitReview',
      due: null,
      exitReview: { ...PROPOSAL, state: 'voting', proposedByName: 'officer', members: { length: 3 } },
    })
  })

  it('takes evidence for every category', async () => {
    const { id } = await aSpell(school, { aidCategories: ['academicTutoring', 'psychSupport'] })
    const reply = await school.call('officer', proposeExit, { params: { id }, ifMatch: 1, body: PROPOSAL })
    expect(reply.problem.code).toBe('evidence_incomplete')
  })

  it('keeps who of the family asked, beside who entered it', async () => {
    const { id } = await aSpell(school)
    const body = { ...PROPOSAL, proposer: 'guardian', relation: 'mother', reason: 'familyDeclines' }
    done(await school.call('officer', proposeExit, { params: { id }, ifMatch: 1, body }))
    expect((await readSpell(school, 'head', id)).exitReview).toMatchObject({
      proposer: 'guardian',
      relation: 'mother',
      proposedByName: 'officer',
    })
  })

  it.each([
    ['a guardian without a relation', { proposer: 'guardian', relation: null }, 409, 'relation_required'],
    ['a relation of somebody on the staff', { proposer: 'mentor', relation: 'mother' }, 400, 'invalid_input'],
  ])('refuses %s', async (_, asked, status, code) => {
    const { id } = await aSpell(school)
    const body = { ...PROPOSAL, ...asked }
    const reply = await school.call('officer', proposeExit, { params: { id }, ifMatch: 1, body })
    expect(reply.problem).toMatchObject({ status, code })
  })

  it.each(['teacher', 'head', 'pan1', 'neighbour'])('is not for %s', async by => {
    const { id } = await aSpell(school)
    const reply = await school.call(by, proposeExit, { params: { id }, ifMatch: 1, body: PROPOSAL })
    expect([403, 404]).toContain(reply.status)
  })
})

describe('the panel', () => {
  it('is read by its members, and by no other panel member', async () => {
    const id = await exitOf(school)
    const { offers } = await readSpell(school, 'pan1', id)
    expect(offers).toEqual([
      { command: 'vote', blockers: [] },
      { command: 'recuse', blockers: [] },
      { command: 'closePanel', blockers: ['opinion_missing'] },
    ])
    expect((await school.call('pan4', getEpisode, { params: { id } })).status).toBe(404)
  })

  it('judges under seal until all have, for each reader and in each answer', async () => {
    const id = await exitOf(school, ['exit', 'continue'])
    for (const reader of ['officer', 'head', 'pan3']) expect(await readable(reader, id), reader).toEqual([])
    expect(await readable('pan1', id)).toEqual(['pan1'])
    await judge(school, 'pan3', id, 'exit')
    for (const reader of ['officer', 'head', 'pan1']) expect((await readable(reader, id)).length).toBe(3)
  })

  it('leaves nothing in the table that could be read there', async () => {
    const id = await exitOf(school, ['exit'])
    const text = await school.asOwner(async trx =>
      JSON.stringify(
        (await trx.selectFrom('exit_opinion').selectAll().where('episode_id', '=', id).execute()).map(
          row => ({
            ...row,
            opinion_sealed: row.opinion_sealed?.toString('latin1'),
          }),
        ),
      ),
    )
    expect(text).not.toMatch(/verdict|exit"|的理由/)
  })

  it('takes a vote once, and only from its members', async () => {
    const id = await exitOf(school, ['exit'])
    const vote = async (by: string) =>
      (await school.call(by, giveExitOpinion, { params: { id }, body: { verdict: 'taper', grounds: '' } }))
        .problem
    expect((await vote('pan1')).code).toBe('already_voted')
    expect((await vote('pan4')).status).toBe(404)
    expect((await vote('head')).status).toBe(403)
  })

  it('keeps out whoever proposed the exit', async () => {
    await school.promote('officer2', 'panelMember')
    const { id } = await aSpell(school)
    done(await school.call('officer2', proposeExit, { params: { id }, ifMatch: 1, body: PROPOSAL }))
    const body = { members: ['officer2', 'pan1', 'pan2'].map(school.id), chair: school.id('pan1') }
    const reply = await school.call('officer', conveneExitPanel, { params: { id }, body })
    expect(reply.problem.code).toBe('member_is_applicant')
  })

  it('hands the chair on, hides itself from who stepped back, and takes another member', async () => {
    const id = await exitOf(school)
    await stepBack('pan1', id)
    expect((await school.call('pan1', getEpisode, { params: { id } })).status).toBe(404)
    await judge(school, 'pan2', id, 'exit')
    await judge(school, 'pan3', id, 'exit')
    expect(await readable('officer', id)).toEqual([])
    const close = () => school.call('pan2', closeExitPanel, { params: { id } })
    expect((await close()).problem.code).toBe('quorum_missing')
    const body = { member: school.id('pan4') }
    done(await school.call('officer', addExitMember, { params: { id }, body }))
    await judge(school, 'pan4', id, 'taper')
    expect(done(await close()).body.exitReview).toMatchObject({ state: 'closed', verdict: 'exit' })
  })

  it('is closed by its chair, once everybody has judged', async () => {
    const id = await exitOf(school, ['exit', 'exit'])
    const close = async (by: string) =>
      (await school.call(by, closeExitPanel, { params: { id } })).problem.code
    expect(await close('pan1')).toBe('opinion_missing')
    await judge(school, 'pan3', id, 'exit')
    expect(await close('pan2')).toBe('not_the_chair')
    expect(await close('pan1')).toBeUndefined()
  })
})

describe('the outcome', () => {
  it('is that the help goes on, by the panel alone; another review can follow', async () => {
    const id = await closedExit(school, ['exit', 'continue', 'continue'])
    expect(await readSpell(school, 'officer', id)).toMatchObject({
      status: 'active',
      exitReview: { state: 'closed', verdict: 'continue' },
      due: { kind: 'refresh', on: '2027-01-12' },
    })
    expect((await confirm('head', id)).problem.code).toBe('wrong_status')
    const ifMatch = await spellVersion(school, id)
    done(await school.call('officer', proposeExit, { params: { id }, ifMatch, body: PROPOSAL }))
    await conveneExit(school, id, ['pan1', 'pan2', 'pan3'])
    expect(
      (await readSpell(school, 'officer', id)).exitReview?.members.every(({ votedAt }) => !votedAt),
    ).toBe(true)
  })

  it('is an exit when the head confirms, with the reason in words of the day', async () => {
    const id = await closedExit(school, ['exit', 'exit', 'continue'])
    await recountCoverage(school.ownerDb, { now: school.clock.now })
    expect((await readSpell(school, 'head', id)).offers).toMatchObject([
      { command: 'confirmExit', blockers: [] },
    ])
    expect(done(await confirm('head', id)).body).toMatchObject({
      status: 'exited',
      endedOn: '2026-10-12',
      endReason: 'normalLevel',
      endReasonText: '已达到或超过正常发展水平',
      offers: [],
    })
    expect(await coverageDrift(school.ownerDb, school.clock.now)).toEqual([])
  })

  it('is that the help goes on where the head does not agree, and says why', async () => {
    const id = await closedExit(school, ['exit', 'exit', 'exit'])
    const no = { ...YES, agrees: false }
    expect((await confirm('head', id, no)).problem.code).toBe('note_required')
    expect(done(await confirm('head', id, { ...no, note: '期末再看' })).body.status).toBe('active')
  })

  it('is the head’s to confirm, and nobody else’s', async () => {
    const id = await closedExit(school, ['exit', 'exit', 'exit'])
    for (const by of ['officer', 'pan1', 'teacher', 'stranger'])
      expect([403, 404], by).toContain((await confirm(by, id)).status)
    expect((await readSpell(school, 'officer', id)).status).toBe('exitReview')
  })

  it('waits for the panel', async () => {
    const id = await exitOf(school, ['exit'])
    expect((await confirm('head', id)).problem.code).toBe('panel_not_closed')
  })
})

describe('a tapering', () => {
  const tapering = async () => {
    const id = await closedExit(school, ['exit', 'taper', 'continue'])
    return done(await confirm('head', id, TAPER)).body
  }

  it('runs with its steps, and needs a plan', async () => {
    const id = await closedExit(school, ['taper', 'taper', 'taper'])
    expect((await confirm('head', id)).problem.code).toBe('plan_required')
    expect(await tapering()).toMatchObject({ status: 'tapering', endedOn: null, tapering: TAPER.plan })
  })

  it('ends early by the officer', async () => {
    const { id, version } = await tapering()
    const reply = await school.call('officer', endTapering, {
      params: { id },
      ifMatch: version,
      body: { note: '各步已完成' },
    })
    expect(done(reply).body).toMatchObject({ status: 'exited', endReason: 'normalLevel' })
  })

  it('ends by itself on its day, not before, and only once', async () => {
    const { id } = await tapering()
    const on = (day: string) => endTaperings(school.ownerDb, new Date(`${day}T04:00:00.000Z`))
    await on('2026-12-30')
    expect((await readSpell(school, 'officer', id)).status).toBe('tapering')
    expect(await on('2026-12-31')).toBeGreaterThan(0)
    expect(await on('2026-12-31')).toBe(0)
    const ended = await readSpell(school, 'officer', id)
    expect(ended).toMatchObject({ status: 'exited', endedOn: '2026-12-31' })
    expect(ended.events.at(-1)).toMatchObject({
      happening: 'taperingEnded',
      actorName: null,
      actorRole: null,
    })
  })
})
