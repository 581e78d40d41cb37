import {
  acceptTransfer,
  getEpisode,
  getStudent,
  listEpisodes,
  listTransfers,
  offerTransfer,
  proposeExit,
  refuseTransfer,
  searchSchools,
  withdrawTransfer,
} from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { verifyAudit } from '../audit/verify.ts'
import { coverageDrift, recountCoverage } from '../coverage/recount.ts'
import { aSpell, PROPOSAL, readSpell, spellVersion } from '../episodes/testing/spells.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.addAccount('head2', [{ role: 'schoolHead', at: school.tree.c1k1s2 }])
})
afterAll(() => school.close())

const offer = async (id: string, changes = {}, by = 'officer') =>
  school.call(by, offerTransfer, {
    params: { id },
    ifMatch: await spellVersion(school, id),
    body: {
      toSchoolId: school.tree.c1k1s2.id,
      summary: '数学还需要每周一次辅导',
      consentGiven: true,
      ...changes,
    },
  })
const listed = async (reader: string, direction: 'incoming' | 'outgoing') =>
  done(await school.call(reader, listTransfers, { query: { direction, limit: '100' } })).body.items

/** A spell offered to the school beside. */
async function offered(name?: string) {
  const spell = await aSpell(school, name === undefined ? {} : { name })
  const { body } = done(await offer(spell.id))
  return { ...spell, transferId: body.transfer?.id ?? '' }
}

const accept = (by: string, id: string, classId = school.tree.c1k1s2a1.id, ifMatch = 1) =>
  school.call(by, acceptTransfer, { params: { id }, ifMatch, body: { classId } })

describe('an offer', () => {
  it('shows the other school what it holds, and nothing else of the student', async () => {
    const { id, studentId, transferId } = await offered('转学生甲')
    const [incoming] = await listed('neighbour', 'incoming')
    expect(incoming).toMatchObject({
      id: transferId,
      state: 'offered',
      studentName: '转学生甲',
      summary: '数学还需要每周一次辅导',
      answerBy: '2026-10-26',
      episodeId: null,
    })
    expect((await school.call('neighbour', getEpisode, { params: { id } })).status).toBe(404)
    expect((await school.call('neighbour', getStudent, { params: { id: studentId } })).status).toBe(404)
    expect(await listed('officer', 'incoming')).toEqual([])
    expect((await listed('officer', 'outgoing')).map(({ episodeId }) => episodeId)).toContain(id)
  })

  it('is seen by officers and heads of the two schools only', async () => {
    await offered()
    expect((await listed('head2', 'incoming')).length).toBeGreaterThan(0)
    for (const reader of ['stranger', 'head2']) expect(await listed(reader, 'outgoing'), reader).toEqual([])
    expect(await listed('stranger', 'incoming')).toEqual([])
    for (const reader of ['teacher', 'pan1', 'psych', 'county'])
      expect((await school.call(reader, listTransfers, { query: { direction: 'incoming' } })).status).toBe(
        403,
      )
  })

  it.each([
    ['without the family’s consent', { consentGiven: false }, 'consent_required'],
    ['to a school that does not exist', { toSchoolId: crypto.randomUUID() }, 'transfer_school_unknown'],
  ])('is not made %s', async (_, changes, code) => {
    const { id } = await aSpell(school)
    expect((await offer(id, changes)).problem.code).toBe(code)
  })

  it('is not made to one’s own school, nor twice', async () => {
    const { id } = await aSpell(school)
    expect((await offer(id, { toSchoolId: school.tree.c1k1s1.id })).problem.code).toBe('transfer_same_school')
    done(await offer(id))
    expect((await offer(id)).problem.code).toBe('transfer_open')
  })

  it('holds back a decision until it is answered or taken back', async () => {
    const { id, transferId } = await offered()
    const propose = async () =>
      school.call('officer', proposeExit, {
        params: { id },
        ifMatch: await spellVersion(school, id),
        body: PROPOSAL,
      })
    expect((await propose()).problem.code).toBe('transfer_open')
    const ifMatch = await spellVersion(school, id)
    done(await school.call('officer', withdrawTransfer, { params: { id }, ifMatch }))
    expect((await accept('neighbour', transferId, undefined, 2)).problem.code).toBe('transfer_not_open')
    expect((await propose()).status).toBe(200)
  })
})

describe('a school that is looked for', () => {
  it('is found anywhere by a part of its name, with no more than its sign says', async () => {
    const { body } = done(await school.call('officer', searchSchools, { body: { name: 'C2K1' } }))
    expect(body.items).toEqual([
      { id: school.tree.c2k1s1.id, name: 'c2k1s1', stage: 'primary', countyName: 'c2k1' },
    ])
    expect(done(await school.call('officer', searchSchools, { body: { name: '%' } })).body.items).toEqual([])
  })
})

describe('accepting', () => {
  it('moves the student with the file; a new spell begins, linked to the old, with the help that runs', async () => {
    const { id, studentId, transferId } = await offered('转学生乙')
    await school.asOwner(trx =>
      trx
        .insertInto('aid_service')
        .values(
          (['started', 'delivered'] as const).map(status => ({
            episode_id: id,
            org_path: school.tree.c1k1s1a1.path,
            category: 'academicTutoring' as const,
            provider: '三年级组',
            content: status,
            starts_on: '2026-09-28',
            status,
          })),
        )
        .execute(),
    )
    await recountCoverage(school.ownerDb, { now: school.clock.now })
    const { body } = done(await accept('neighbour', transferId))
    expect(body).toMatchObject({ state: 'accepted', answeredByName: 'neighbour' })
    const begun = await readSpell(school, 'neighbour', body.episodeId ?? '')
    expect(begun).toMatchObject({
      studentId,
      status: 'active',
      previousId: id,
      startedOn: '2026-10-12',
      services: [{ content: 'started' }],
      events: [{ happening: 'acceptTransfer', actorName: 'neighbour' }],
    })
    expect(await readSpell(school, 'neighbour', id)).toMatchObject({
      status: 'transferred',
      nextId: begun.id,
      endReason: 'movedSchool',
    })
    expect((await school.call('officer', getEpisode, { params: { id } })).status).toBe(404)
    expect((await listed('officer', 'outgoing')).find(line => line.id === transferId)).toMatchObject({
      state: 'accepted',
      episodeId: null,
    })
    expect(await coverageDrift(school.ownerDb, school.clock.now)).toEqual([])
  })

  it('is in the trails of both schools, and both are whole', async () => {
    const { transferId } = await offered()
    done(await accept('neighbour', transferId))
    const rows = await school.asOwner(trx =>
      trx
        .selectFrom('audit_event')
        .select('chain')
        .where('action', '=', 'acceptTransfer')
        .where('subject_id', '=', transferId)
        .execute(),
    )
    const { c1k1s1, c1k1s2 } = school.tree
    expect(rows.map(({ chain }) => chain).toSorted()).toEqual([c1k1s1.id, c1k1s2.id].toSorted())
    expect(await verifyAudit(school.ownerDb)).toEqual([])
  })

  it.each([
    ['the sender', 'officer', 404],
    ['the head of the receiving school', 'head2', 403],
    ['another school', 'stranger', 403],
  ])('is not for %s', async (_, by, status) => {
    const { id, transferId } = await offered()
    expect((await accept(by, transferId)).status).toBe(status)
    expect((await readSpell(school, 'officer', id)).status).toBe('active')
  })

  it('goes into a class of one’s own', async () => {
    const { transferId } = await offered()
    for (const place of ['c1k1s1a1', 'c2k1s1a1', 'c1k1s2'] as const)
      expect((await accept('neighbour', transferId, school.tree[place].id)).problem.code).toBe(
        'transfer_class_elsewhere',
      )
  })

  it('is refused once the days are over; the student has stayed, and can be offered again', async () => {
    const { id, transferId } = await offered()
    const { now } = school.clock
    school.clock.now = new Date('2026-10-27T01:00:00.000Z')
    expect((await accept('neighbour', transferId)).problem.code).toBe('transfer_expired')
    const kept = await readSpell(school, 'officer', id)
    expect(kept).toMatchObject({ status: 'active', transfer: { state: 'expired' } })
    expect((await offer(id)).status).toBe(200)
    school.clock.now = now
  })

  it('is refused where the list has the student already', async () => {
    const { studentId, transferId } = await offered()
    const twin = await school.addStudent({ place: 'c1k1s2a1' })
    await school.asOwner(async trx => {
      const { id_number_index } = await trx
        .selectFrom('student')
        .select('id_number_index')
        .where('id', '=', studentId)
        .executeTakeFirstOrThrow()
      await trx.updateTable('student').set({ id_number_index }).where('id', '=', twin).execute()
    })
    expect((await accept('neighbour', transferId)).problem.code).toBe('transfer_student_known')
  })

  it('happens once, however often it is asked for at the same time', async () => {
    const { transferId, studentId } = await offered()
    const replies = await Promise.all([1, 2, 3, 4].map(() => accept('neighbour', transferId)))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412])
    const { body } = await school.call('neighbour', listEpisodes, { query: { studentId } })
    expect(body.items.map(({ status }) => status).toSorted()).toEqual(['active', 'transferred'])
  })
})

it('a refusal says why, and the student stays', async () => {
  const { id, transferId } = await offered()
  const refuse = (by: string) =>
    school.call(by, refuseTransfer, {
      params: { id: transferId },
      ifMatch: 1,
      body: { reason: 'notEnrolledHere', text: '' },
    })
  expect((await refuse('officer')).status).toBe(404)
  done(await refuse('neighbour'))
  expect(await readSpell(school, 'officer', id)).toMatchObject({
    status: 'active',
    transfer: { state: 'refused', refusal: 'notEnrolledHere', answeredByName: 'neighbour' },
  })
})
