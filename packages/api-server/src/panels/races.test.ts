import { closePanel, getPanel, giveOpinion, recuseMember } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { convene, done, journeyTo, NO, statusOf, vote, YES } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import type { TestReply } from '../testing/api.ts'

// Promise G16, on real PostgreSQL: whoever comes first, the invariants of a panel hold, and each loser is told why.

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const MEMBERS = ['pan1', 'pan2', 'pan3', 'pan4', 'psych'] as const

async function aPanel(members: readonly string[] = MEMBERS): Promise<string> {
  const { id } = await journeyTo(school, 'underReview')
  await convene(school, id, members)
  return id
}

type Try = () => Promise<TestReply>
const voting =
  (member: string, id: string, body: typeof YES | typeof NO = YES): Try =>
  () =>
    school.call(member, giveOpinion, { params: { id }, body })
const steppingBack =
  (member: string, id: string): Try =>
  () =>
    school.call(member, recuseMember, { params: { id }, body: { reason: 'relative' } })
const closing =
  (member: string, id: string): Try =>
  () =>
    school.call(member, closePanel, { params: { id }, body: { declineReason: 'notNecessary' } })

/** The same twenty in another order each time, so that none is always first. */
function shuffled<T>(items: readonly T[], round: number): T[] {
  return items
    .map((item, at) => ({ item, at: (at * 7 + round * 11) % items.length }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

async function atOnce(tries: readonly Try[]): Promise<{ won: TestReply[]; reasons: string[] }> {
  const replies = await Promise.all(tries.map(go => go()))
  const lost = replies.filter(({ status }) => status >= 300)
  return {
    won: replies.filter(({ status }) => status < 300),
    reasons: lost.map(({ status, problem }) => `${status} ${problem.code}`),
  }
}

async function panelRows(id: string) {
  return school.asOwner(async trx => ({
    panel: await trx
      .selectFrom('panel')
      .selectAll()
      .where('application_id', '=', id)
      .executeTakeFirstOrThrow(),
    seats: await trx.selectFrom('panel_member').selectAll().where('application_id', '=', id).execute(),
    events: await trx
      .selectFrom('application_event')
      .select(['command', 'actor_id'])
      .where('application_id', '=', id)
      .where('command', 'in', ['vote', 'recuse', 'closePanel'])
      .orderBy('id')
      .execute(),
  }))
}

describe('twenty members and clients at once', () => {
  it.each([1, 2, 3])(
    'vote, step back and close: nobody twice, nothing after the closing, round %i',
    async round => {
      const id = await aPanel()
      const tries = MEMBERS.flatMap(member => [
        voting(member, id),
        voting(member, id, NO),
        steppingBack(member, id),
        closing(member, id),
      ])
      expect(tries).toHaveLength(20)
      const { reasons } = await atOnce(shuffled(tries, round))
      const { panel, seats, events } = await panelRows(id)
      for (const seat of seats) {
        const acted = events.filter(
          ({ actor_id, command }) => actor_id === seat.account_id && command !== 'closePanel',
        )
        // One opinion or one recusal each, and both never.
        expect(acted).toHaveLength(1)
        expect([seat.recused !== null, seat.opinion_sealed !== null].filter(Boolean)).toHaveLength(1)
      }
      const closings = events.filter(({ command }) => command === 'closePanel')
      expect(closings.length).toBeLessThanOrEqual(1)
      if (closings.length === 1) {
        expect(events.at(-1)?.command).toBe('closePanel')
        expect(panel.status).toBe('closed')
        expect(seats.filter(({ recused }) => recused === null).length).toBeGreaterThanOrEqual(3)
      }
      expect(reasons.length).toBe(20 - events.length)
      for (const reason of reasons)
        expect(reason).toMatch(
          /^409 (already_voted|already_recused|recused|not_the_chair|quorum_missing|opinion_missing|wrong_status)$/,
        )
    },
  )
})

describe('the closing', () => {
  async function allVoted(members: readonly string[] = MEMBERS): Promise<string> {
    const id = await aPanel(members)
    for (const member of members) await vote(school, member, id)
    return id
  }

  it('happens once, however often and from wherever the chair asks for it', async () => {
    const id = await allVoted()
    const { won, reasons } = await atOnce(Array.from({ length: 20 }, () => closing('pan1', id)))
    expect(won).toHaveLength(1)
    expect(new Set(reasons)).toEqual(new Set(['409 wrong_status']))
    expect((await panelRows(id)).events.filter(({ command }) => command === 'closePanel')).toHaveLength(1)
    expect(await statusOf(school, id)).toBe('awaitingDetermination')
  })

  it('never comes before the last vote, and no vote comes after it', async () => {
    const id = await aPanel(['pan1', 'pan2', 'pan3'])
    await vote(school, 'pan1', id)
    await vote(school, 'pan2', id)
    const rivals = Array.from({ length: 9 }, (_, at) =>
      at % 3 === 0 ? voting('pan3', id) : closing('pan1', id),
    )
    const { reasons } = await atOnce(rivals)
    const { events, seats } = await panelRows(id)
    const commands = events.map(({ command }) => command)
    expect(commands.slice(0, 3)).toEqual(['vote', 'vote', 'vote'])
    expect(commands.slice(3)).toEqual(commands.length > 3 ? ['closePanel'] : [])
    expect(seats.every(({ voted_at }) => voted_at !== null)).toBe(true)
    for (const reason of reasons) expect(reason).toMatch(/^409 (opinion_missing|already_voted|wrong_status)$/)
  })

  it('finds the quorum still there when somebody steps back at that very moment', async () => {
    const id = await aPanel(['pan1', 'pan2', 'pan3'])
    await vote(school, 'pan1', id)
    await vote(school, 'pan2', id)
    const { reasons } = await atOnce([
      steppingBack('pan3', id),
      voting('pan3', id),
      ...Array.from({ length: 6 }, () => closing('pan1', id)),
    ])
    const { panel, seats } = await panelRows(id)
    const [third] = seats.filter(({ account_id }) => account_id === school.id('pan3'))
    if (third?.recused) {
      expect(panel.status).toBe('voting')
      expect(reasons).toContain('409 quorum_missing')
      // Below the quorum the seal holds.
      const { body } = done(await school.call('officer', getPanel, { params: { id } }))
      expect(body.members.every(({ opinion }) => opinion === null)).toBe(true)
    } else expect(third?.opinion_sealed).not.toBeNull()
  })
})

it('opens the opinions once, whoever of many votes last', async () => {
  const id = await aPanel()
  const replies = await Promise.all(
    MEMBERS.map(member => school.call(member, giveOpinion, { params: { id }, body: YES })),
  )
  expect(replies.map(({ status }) => status)).toEqual(MEMBERS.map(() => 201))
  expect(replies.filter(({ body }) => body.opinionsOpen)).toHaveLength(1)
  const { body } = done(await school.call('officer', getPanel, { params: { id } }))
  expect(body.members.map(({ seal }) => seal?.intact)).toEqual(MEMBERS.map(() => true))
})
