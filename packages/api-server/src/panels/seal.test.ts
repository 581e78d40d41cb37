import { createHash } from 'node:crypto'
import { getPanel, giveOpinion } from '@sunshine-aid/api-contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { convene, done, journeyTo, vote } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { sealOldOpinions } from './sealOldOpinions.ts'
import { sealOpinion } from './sealedOpinion.ts'

// Promise G13: before the last vote nobody reads an opinion, whoever reads the database itself included.

const GROUNDS = '只有我知道的理由'
const YES = { necessity: true, feasibility: true, grounds: GROUNDS }
const NO = { necessity: false, feasibility: false, grounds: GROUNDS }
const LONG = { necessity: false, feasibility: true, grounds: GROUNDS.repeat(50) }
const VOTES = [YES, NO, LONG, YES]

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

/** Four requests, each with one vote: in favour, against, against at length, in favour again. */
async function fourVotes(): Promise<string[]> {
  const ids: string[] = []
  for (const said of VOTES) {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id)
    await vote(school, 'pan1', id, said)
    ids.push(id)
  }
  return ids
}

type Row = Readonly<Record<string, unknown>>

/** Every column of every table that says something of the request, as the owner of the database reads it. */
async function everythingAbout(id: string): Promise<Readonly<Record<string, Row[]>>> {
  return school.asOwner(async trx => {
    const { rows: tables } = await sql<{ name: string }>`
      select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      order by 1`.execute(trx)
    const found: Record<string, Row[]> = {}
    for (const { name } of tables) {
      const { rows } = await sql<{ row: Row }>`
        select to_jsonb(t) as row from ${sql.table(name)} t where t::text like ${`%${id}%`}`.execute(trx)
      if (rows.length > 0) found[name] = rows.map(({ row }) => row)
    }
    return found
  })
}

/** Columns that are random by nature; everything else would have to be the same, whatever was voted. */
const RANDOM = ['opinion_sealed', 'commitment', 'digest', 'reply', 'body_digest', 'hash', 'prev', 'key']
/** Ids, names and moments differ between two requests, not between two votes. */
const OWN = /id$|^student|^name$|_at$|^at$|since$|^seq$|^request|accounts$|sample_slot/

function telling(rows: readonly Row[]): string[] {
  const told = (row: Row) =>
    Object.entries(row).filter(([column]) => !RANDOM.includes(column) && !OWN.test(column))
  return rows.map(row => JSON.stringify(told(row))).sort()
}

describe('whoever reads every column of the database', () => {
  let ids: string[]
  beforeAll(async () => {
    ids = await fourVotes()
  })

  it('finds no word of an opinion before the panel opens', async () => {
    for (const id of ids) {
      const text = JSON.stringify(await everythingAbout(id))
      expect(text).not.toContain(GROUNDS)
      expect(text).not.toMatch(/necessity|feasibility/)
      expect(text).not.toContain(Buffer.from(GROUNDS).toString('hex'))
    }
  })

  it('finds the same of who was in favour and who was not, but for what is random', async () => {
    const [yes, no, long] = await Promise.all(ids.map(everythingAbout))
    for (const table of ['panel', 'panel_member', 'application', 'application_event'] as const) {
      expect(telling(yes![table]!), table).toEqual(telling(no![table]!))
      expect(telling(yes![table]!), table).toEqual(telling(long![table]!))
    }
  })

  it('finds ciphertexts of one length, and none twice, even of equal opinions', async () => {
    const seats = await Promise.all(ids.map(async id => (await everythingAbout(id))['panel_member']!))
    const sealed = seats.flat().flatMap(row => (row['opinion_sealed'] as string | null) ?? [])
    expect(sealed).toHaveLength(VOTES.length)
    expect(new Set(sealed).size).toBe(VOTES.length)
    expect(new Set(sealed.map(({ length }) => length)).size).toBe(1)
  })

  it('cannot try the few possible votes against what is kept of the request', async () => {
    const { rows } = await school.asOwner(trx =>
      sql<{ digest: Buffer }>`select body_digest as digest from idempotency_record
        where endpoint = 'giveOpinion'`.execute(trx),
    )
    const guesses = ids.flatMap((id, at) => {
      const body = createHash('sha256').update(JSON.stringify(VOTES[at]))
      const url = `/api/v1/applications/${id}/panel/opinion`
      return (['hex', 'base64', 'base64url'] as const).map(form =>
        createHash('sha256')
          .update(`${url}\n${body.copy().digest(form)}`)
          .digest('hex'),
      )
    })
    expect(rows).toHaveLength(VOTES.length)
    expect(rows.filter(({ digest }) => guesses.includes(digest.toString('hex')))).toEqual([])
  })

  it('would have found an opinion that lay open', async () => {
    const [id] = ids
    await school.asOwner(trx =>
      trx
        .updateTable('application_event')
        .set({ text: GROUNDS })
        .where('application_id', '=', id!)
        .where('command', '=', 'vote')
        .execute(),
    )
    const found = await everythingAbout(id!)
    expect(JSON.stringify(found)).toContain(GROUNDS)
    expect(telling(found['application_event']!)).not.toEqual(
      telling((await everythingAbout(ids[1]!))['application_event']!),
    )
  })
})

describe('after the opening', () => {
  async function anOpenedPanel(): Promise<string> {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id)
    for (const member of ['pan1', 'pan2', 'pan3']) await vote(school, member, id, YES)
    return id
  }
  const panelAs = async (reader: string, id: string) =>
    done(await school.call(reader, getPanel, { params: { id } })).body

  it('everybody can check that each opinion is what was sealed', async () => {
    const id = await anOpenedPanel()
    const { members, openedAt } = await panelAs('officer', id)
    expect(openedAt).not.toBeNull()
    for (const { seal } of members) expect(seal).toMatchObject({ intact: true, salt: /^[0-9a-f]{64}$/ })
  })

  it('an opinion that somebody exchanged is seen, although it opens', async () => {
    const id = await anOpenedPanel()
    const seat = { application_id: id, account_id: school.id('pan2'), version_seen: 5 }
    await school.asOwner(trx =>
      trx
        .updateTable('panel_member')
        .set(sealOpinion(school.keyring, seat, NO))
        .where('application_id', '=', id)
        .where('account_id', '=', seat.account_id)
        .execute(),
    )
    const { members } = await panelAs('officer', id)
    expect(members.map(({ name, seal }) => [name, seal?.intact])).toEqual([
      ['pan1', true],
      ['pan2', false],
      ['pan3', true],
    ])
  })

  it('the commitment of a vote stands in the audit chain and in the timeline', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id)
    const { body } = done(await school.call('pan1', giveOpinion, { params: { id }, body: YES }))
    const seal = body.members.find(({ name }) => name === 'pan1')?.seal
    // Nobody can prove to others what they voted while the rest has not.
    expect(seal).toMatchObject({ salt: null, intact: null })
    const kept = await school.asOwner(async trx => ({
      event: await trx
        .selectFrom('application_event')
        .select('digest')
        .where('application_id', '=', id)
        .where('command', '=', 'vote')
        .executeTakeFirst(),
      audit: await trx
        .selectFrom('audit_event')
        .select('digest')
        .where('subject_id', '=', id)
        .where('action', '=', 'giveOpinion')
        .executeTakeFirst(),
    }))
    expect(kept.event?.digest?.toString('hex')).toBe(seal?.commitment)
    expect(kept.audit?.digest?.toString('hex')).toBe(seal?.commitment)
  })
})

it('what was said before opinions were sealed is sealed when the program starts, and says the same', async () => {
  const { id } = await journeyTo(school, 'underReview')
  await convene(school, id)
  await school.asOwner(async trx => {
    for (const [at, member] of ['pan1', 'pan2', 'pan3'].entries()) {
      await trx
        .updateTable('panel_member')
        .set({ voted_at: school.clock.now, version_seen: 5 })
        .where('application_id', '=', id)
        .where('account_id', '=', school.id(member))
        .execute()
      await trx
        .insertInto('panel_opinion_unsealed')
        .values({ application_id: id, account_id: school.id(member), ...(at === 0 ? NO : YES) })
        .execute()
    }
  })
  expect(await sealOldOpinions(school.ownerDb, school.keyring, school.clock.now)).toBe(3)
  expect(await sealOldOpinions(school.ownerDb, school.keyring, school.clock.now)).toBe(0)
  expect(JSON.stringify(await everythingAbout(id))).not.toContain(GROUNDS)
  const { body } = done(await school.call('officer', getPanel, { params: { id } }))
  expect(body.members.map(({ opinion }) => opinion?.necessity)).toEqual([false, true, true])
  expect(body.members.map(({ seal }) => seal?.intact)).toEqual([null, null, null])
})
