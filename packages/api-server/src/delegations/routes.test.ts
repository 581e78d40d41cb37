import {
  acceptDelegation,
  declineApplication,
  determineApplication,
  endDelegation,
  getApplication,
  getDetermination,
  getMe,
  getWork,
  listApplications,
  listDelegations,
  nameDelegate,
} from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { as, DETERMINATION, done, journeyTo, read, versionOf } from '../applications/testing/journey.ts'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
let schoolId: string
beforeEach(async () => {
  school.clock.now = MONDAY
  schoolId = school.tree.c1k1s1.id
  // Each test names somebody anew.
  await school.asOwner(trx =>
    trx
      .updateTable('delegation')
      .set({ ended_at: MONDAY, ended_by_name: '—' })
      .where('ended_at', 'is', null)
      .execute(),
  )
})
afterAll(() => school.close())

const name = (delegate: string, until = '2026-10-31', by = 'head') =>
  school.call(by, nameDelegate, {
    params: { id: schoolId },
    body: { delegateId: school.id(delegate), until },
  })
const accept = (id: string, by: string) => school.call(by, acceptDelegation, { params: { id } })
const end = (id: string, by: string) => school.call(by, endDelegation, { params: { id } })

/** A delegation in force. Returns its id. */
async function delegateTo(delegate: string, until?: string): Promise<string> {
  const { body } = done(await name(delegate, until))
  done(await accept(body.id, delegate))
  return body.id
}

describe('a delegate', () => {
  it('confirms in the head’s stead, and the decision says so', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    await delegateTo('teacher2')
    await as(school, 'teacher2', id, determineApplication, { body: DETERMINATION })
    const { body } = done(await school.call('teacher2', getDetermination, { params: { id } }))
    expect(body).toMatchObject({ confirmedByName: 'teacher2', onBehalfOf: 'head' })
    const { timeline } = await read(school, 'head', id)
    expect(timeline.at(-1)).toMatchObject({
      command: 'determine',
      actorName: 'teacher2',
      actorRole: 'schoolHead',
      onBehalfOf: 'head',
    })
  })

  it('does nothing before they accept: it takes two people', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    const { body } = done(await name('mentor'))
    expect(body).toMatchObject({ state: 'offered', headName: 'head', delegateName: 'mentor' })
    expect((await school.call('mentor', getApplication, { params: { id } })).status).toBe(404)
    expect((await accept(body.id, 'head')).problem.code).toBe('not_yours')
    expect(done(await accept(body.id, 'mentor')).body).toMatchObject({ state: 'inForce', mayEnd: true })
    expect((await school.call('mentor', getApplication, { params: { id } })).status).toBe(200)
    expect((await accept(body.id, 'mentor')).problem.code).toBe('delegation_over')
  })

  it('reads what waits for the confirmation, and no other case of the school', async () => {
    const waiting = await journeyTo(school, 'awaitingDetermination')
    const others = await journeyTo(school, 'screening')
    await delegateTo('mentor')
    const { body } = done(await school.call('mentor', listApplications, { query: { mine: 'true' } }))
    const ids = body.items.map(({ id }) => id)
    expect(ids).toContain(waiting.id)
    expect(ids).not.toContain(others.id)
    expect((await school.call('mentor', getApplication, { params: { id: others.id } })).status).toBe(404)
  })

  it('is next beside the head, and may do nothing else of a head’s', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    await delegateTo('teacher2')
    expect((await read(school, 'officer', id)).nextActor).toMatchObject({
      role: 'schoolHead',
      names: ['head', 'teacher2'],
    })
    const { body } = done(await school.call('teacher2', getMe))
    expect(body.permissions).toContain('application.determine')
    expect(body.permissions).not.toContain('panel.convene')
    expect(body.permissions).not.toContain('delegation.grant')
    expect((await name('mentor', '2026-10-31', 'teacher2')).status).toBe(403)
  })

  it.each([
    ['who submitted it', 'teacher', 'decider_submitted'],
    ['who led the panel', 'pan1', 'decider_chaired'],
  ] as const)('%s is held back as a head would be: %3$s', async (_, delegate, code) => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    await delegateTo(delegate)
    const input = { params: { id }, ifMatch: await versionOf(school, id) }
    const tried = await school.call(delegate, determineApplication, { ...input, body: DETERMINATION })
    expect(tried.problem.code).toBe(code)
    const body = { reason: 'notNecessary', text: '' } as const
    expect((await school.call(delegate, declineApplication, { ...input, body })).problem.code).toBe(code)
  })

  it.each([
    ['the head ends it', (id: string) => end(id, 'head')],
    ['the delegate gives it back', (id: string) => end(id, 'teacher2')],
    [
      'its last day is over',
      () => {
        school.clock.now = new Date('2026-11-01T01:30:00.000Z')
      },
    ],
    [
      'the head is head no longer',
      () =>
        school.asOwner(trx =>
          trx
            .updateTable('role_assignment')
            .set({ valid_until: '2026-10-11' })
            .where('account_id', '=', school.id('head'))
            .execute(),
        ),
    ],
  ] as const)('loses the right at once when %s', async (_, happen) => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    const delegation = await delegateTo('teacher2')
    expect((await school.call('teacher2', getApplication, { params: { id } })).status).toBe(200)
    await happen(delegation)
    expect((await school.call('teacher2', getApplication, { params: { id } })).status).toBe(404)
    const input = { params: { id }, ifMatch: 1, body: DETERMINATION }
    expect((await school.call('teacher2', determineApplication, input)).status).toBe(403)
    await school.asOwner(trx =>
      trx
        .updateTable('role_assignment')
        .set({ valid_until: '2099-12-31' })
        .where('account_id', '=', school.id('head'))
        .execute(),
    )
  })
})

describe('naming a delegate', () => {
  it.each([
    ['an aid officer, who screens', 'officer', '2026-10-31', 'delegate_not_eligible'],
    ['somebody of another school', 'neighbour', '2026-10-31', 'delegate_not_eligible'],
    ['oneself', 'head', '2026-10-31', 'delegate_not_eligible'],
    ['longer than 90 days', 'teacher2', '2027-01-11', 'delegation_too_long'],
    ['until yesterday', 'teacher2', '2026-10-11', 'delegation_too_long'],
  ] as const)('%s is refused', async (_, delegate, until, code) => {
    expect((await name(delegate, until)).problem.code).toBe(code)
  })

  it('twice at once is once', async () => {
    const replies = await Promise.all([name('psych'), name('psych')])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(replies.find(({ status }) => status === 409)?.problem.code).toBe('already_delegated')
  })

  it('is seen by heads and officers, by others as far as it is theirs, by strangers not at all', async () => {
    await delegateTo('teacher2')
    const seenBy = async (who: string) => {
      const reply = await school.call(who, listDelegations, { params: { id: schoolId } })
      return reply.status === 200
        ? reply.body.items.filter(({ state }) => state === 'inForce').map(({ delegateName }) => delegateName)
        : reply.status
    }
    expect(await seenBy('head')).toEqual(['teacher2'])
    expect(await seenBy('officer')).toEqual(['teacher2'])
    expect(await seenBy('teacher2')).toEqual(['teacher2'])
    expect(await seenBy('teacher')).toEqual([])
    expect(await seenBy('stranger')).toBe(404)
  })

  it('leaves a row in the audit trail for each step, about the person named', async () => {
    const delegation = await delegateTo('mentor')
    done(await end(delegation, 'head'))
    const rows = await school.asOwner(trx =>
      trx
        .selectFrom('audit_event')
        .select(['action', 'outcome'])
        .where('subject_id', '=', school.id('mentor'))
        .orderBy('seq', 'desc')
        .limit(3)
        .execute(),
    )
    expect(rows.map(({ action }) => action)).toEqual(['endDelegation', 'acceptDelegation', 'nameDelegate'])
  })

  it('puts it on the work list of whom it names, until they accept', async () => {
    const offered = async (who: string) =>
      done(await school.call(who, getWork)).body.others.filter(({ kind }) => kind === 'delegation')
    const { body } = done(await name('mentor'))
    expect(await offered('mentor')).toMatchObject([{ count: 1 }])
    expect(await offered('teacher')).toEqual([])
    done(await accept(body.id, 'mentor'))
    expect(await offered('mentor')).toEqual([])
  })

  it('is not for somebody else to end', async () => {
    const delegation = await delegateTo('teacher2')
    expect((await end(delegation, 'officer')).problem.code).toBe('not_yours')
    expect((await end(delegation, 'teacher')).status).toBe(404)
    expect((await end(delegation, 'stranger')).status).toBe(404)
  })
})
