import { randomUUID } from 'node:crypto'
import {
  closePanel,
  determineApplication,
  giveOpinion,
  recuseMember,
  startApplication,
  submitApplication,
  withdrawApplication,
  type EndpointSpec,
} from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestReply } from '../testing/api.ts'
import type { TestInput } from '../testing/injectRequest.ts'
import { verifyAudit } from '../audit/verify.ts'
import { convene, DETERMINATION, done, journeyTo, statusOf, versionOf, vote, YES } from './testing/journey.ts'
import { openSchool, type School } from './testing/school.ts'

// Promises G15 and G16: whatever fifty clients do to one request at the same moment, what is true of it afterwards
// could also have come about one step after the other, and every loser is told why.

const CLIENTS = 50

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

type Try = readonly [person: string, endpoint: EndpointSpec, input: TestInput]

/** All at once, each under an idempotency key of its own. */
async function atOnce(tries: readonly Try[]): Promise<TestReply[]> {
  return Promise.all(tries.map(([person, endpoint, input]) => school.call(person, endpoint, input)))
}

const fifty = (what: (client: number) => Try) => Array.from({ length: CLIENTS }, (_, at) => what(at))
const won = (replies: readonly TestReply[]) => replies.filter(({ status }) => status < 300)
/** Codes of those who came too late, each once. */
const reasons = (replies: readonly TestReply[]) =>
  [...new Set(replies.filter(({ status }) => status >= 300).map(({ problem }) => problem.code))].sort()

const determinationsOf = (id: string) =>
  school.asOwner(trx =>
    trx.selectFrom('determination').select('application_id').where('application_id', '=', id).execute(),
  )

async function eventsOf(id: string, command: string): Promise<number> {
  const events = await school.asOwner(trx =>
    trx
      .selectFrom('application_event')
      .select('id')
      .where('application_id', '=', id)
      .where('command', '=', command as 'vote')
      .execute(),
  )
  return events.length
}

describe('fifty clients at one request at the same moment', () => {
  it('start one request for a student', async () => {
    const studentId = await school.addStudent()
    const replies = await atOnce(fifty(() => ['teacher', startApplication, { body: { studentId } }]))
    expect(won(replies)).toHaveLength(1)
    expect(reasons(replies)).toEqual(['application_already_open'])
  })

  it('vote once for each member, whoever of them clicks how often', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id)
    const members = ['pan1', 'pan2', 'pan3'] as const
    const replies = await atOnce(
      fifty(at => [members[at % members.length]!, giveOpinion, { params: { id }, body: YES }]),
    )
    expect(won(replies)).toHaveLength(members.length)
    expect(reasons(replies)).toEqual(['already_voted'])
    expect(await eventsOf(id, 'vote')).toBe(members.length)
  })

  it('have voted or stepped back, never both', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id, ['pan1', 'pan2', 'pan3', 'pan4'])
    const replies = await atOnce(
      fifty(at =>
        at % 2 === 0
          ? ['pan4', giveOpinion, { params: { id }, body: YES }]
          : ['pan4', recuseMember, { params: { id }, body: { reason: 'relative' } }],
      ),
    )
    expect(won(replies)).toHaveLength(1)
    expect((await eventsOf(id, 'vote')) + (await eventsOf(id, 'recuse'))).toBe(1)
    for (const code of reasons(replies))
      expect(['already_recused', 'already_voted', 'not_found', 'recused']).toContain(code)
  })

  it('close a panel once, and nobody votes after that', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id)
    for (const member of ['pan1', 'pan2']) await vote(school, member, id)
    const replies = await atOnce(
      fifty(at =>
        at % 2 === 0
          ? ['pan3', giveOpinion, { params: { id }, body: YES }]
          : ['pan1', closePanel, { params: { id }, body: { declineReason: null } }],
      ),
    )
    expect(await eventsOf(id, 'vote')).toBe(3)
    expect(await eventsOf(id, 'closePanel')).toBeLessThanOrEqual(1)
    for (const code of reasons(replies))
      expect(['already_voted', 'opinion_missing', 'wrong_status']).toContain(code)
    if ((await eventsOf(id, 'closePanel')) === 0)
      done(await school.call('pan1', closePanel, { params: { id }, body: { declineReason: null } }))
    expect(await statusOf(school, id)).toBe('awaitingDetermination')
  })

  it('determine or withdraw it: one of the two, once, with one episode or none', async () => {
    const { id, studentId } = await journeyTo(school, 'awaitingDetermination')
    const ifMatch = await versionOf(school, id)
    const replies = await atOnce(
      fifty(at =>
        at % 2 === 0
          ? ['head', determineApplication, { params: { id }, ifMatch, body: DETERMINATION }]
          : ['teacher', withdrawApplication, { params: { id }, ifMatch, body: { text: '家庭不再需要。' } }],
      ),
    )
    expect(won(replies)).toHaveLength(1)
    expect(reasons(replies)).toEqual(['stale_version'])
    const determined = (await statusOf(school, id)) === 'determined'
    expect(await determinationsOf(id)).toHaveLength(determined ? 1 : 0)
    const episodes = await school.asOwner(trx =>
      trx.selectFrom('episode').select('id').where('student_id', '=', studentId).execute(),
    )
    expect(episodes).toHaveLength(determined ? 1 : 0)
  })

  it('everything at once in every state leaves a state of F1 and one event for each step', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id)
    const ifMatch = await versionOf(school, id)
    const ways: readonly Try[] = [
      ...['pan1', 'pan2', 'pan3'].map((member): Try => [member, giveOpinion, { params: { id }, body: YES }]),
      ['pan1', closePanel, { params: { id }, body: { declineReason: null } }],
      ['head', determineApplication, { params: { id }, ifMatch, body: DETERMINATION }],
      ['teacher', withdrawApplication, { params: { id }, ifMatch, body: { text: '家庭不再需要。' } }],
      ['teacher', submitApplication, { params: { id }, ifMatch }],
    ]
    const replies = await atOnce(fifty(at => ways[at % ways.length]!))
    expect(replies.filter(({ status }) => status >= 500)).toEqual([])
    for (const reply of replies.filter(({ status }) => status >= 300))
      expect(reply.problem.code, reply.text).toMatch(/^[a-z_]+$/)
    expect(await eventsOf(id, 'vote')).toBeLessThanOrEqual(3)
    expect(await eventsOf(id, 'withdraw')).toBeLessThanOrEqual(1)
    expect(await statusOf(school, id)).toMatch(/^(withdrawn|underReview|awaitingDetermination|determined)$/)
  })
})

describe('one request that is sent more than once', () => {
  it('at the same moment under one key is done once, and all are told the same', async () => {
    const studentId = await school.addStudent()
    const once = { body: { studentId }, idempotencyKey: randomUUID() }
    const start = () => school.call('teacher', startApplication, once)
    const replies = await Promise.all(Array.from({ length: CLIENTS }, start))
    const started = replies.filter(({ status }) => status === 201)
    const ids = new Set(started.map(({ body }) => body.id))
    expect(ids.size).toBe(1)
    // Who asks while the first is still under way is told to ask again.
    for (const code of reasons(replies)) expect(code).toBe('in_flight')
    const again = await start()
    expect([...ids]).toEqual([again.body.id])
  })
})

it('leaves the audit chain of the school whole', async () => {
  expect(await verifyAudit(school.ownerDb)).toEqual([])
})
