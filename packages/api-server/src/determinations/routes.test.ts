import {
  determineApplication,
  getApplication,
  getDetermination,
  getStudent,
  saveDraft,
} from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  as,
  COMPLETE,
  DETERMINATION,
  done,
  journeyTo,
  read,
  versionOf,
} from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { canonicalJson, digestOf } from './canonicalJson.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const decided = async (id: string) =>
  done(await school.call('officer', getDetermination, { params: { id } })).body

describe('a determination', () => {
  it('makes the student a focus student, with the agreed services planned', async () => {
    const { id, studentId } = await journeyTo(school, 'awaitingDetermination')
    const student = async () =>
      done(await school.call('teacher', getStudent, { params: { id: studentId } })).body
    expect((await student()).focus).toBe(false)
    await as(school, 'head', id, determineApplication, { body: DETERMINATION })
    expect((await student()).focus).toBe(true)
    const episode = await school.asOwner(trx =>
      trx.selectFrom('episode').selectAll().where('student_id', '=', studentId).executeTakeFirstOrThrow(),
    )
    expect(episode).toMatchObject({
      application_id: id,
      previous_id: null,
      status: 'active',
      aid_categories: COMPLETE.aidCategories,
      started_on: '2026-10-12',
    })
    expect(await decided(id)).toMatchObject({
      episodeId: episode.id,
      services: DETERMINATION.services.map(service => ({ ...service, status: 'planned' })),
    })
  })

  it('moves the coverage of mentors at once: one more focus student', async () => {
    const counter = () =>
      school.asOwner(trx =>
        trx
          .selectFrom('coverage_counter')
          .select(['visited', 'focus', 'mentored'])
          .where('school_id', '=', school.tree.c1k1s1.id)
          .executeTakeFirstOrThrow(),
      )
    const { id } = await journeyTo(school, 'awaitingDetermination')
    const before = await counter()
    await as(school, 'head', id, determineApplication, { body: DETERMINATION })
    expect(await counter()).toEqual({ ...before, focus: before.focus + 1 })
  })

  it('links a later spell to the one before', async () => {
    const { id, studentId } = await journeyTo(school, 'awaitingDetermination')
    const previous = await school.asOwner(trx =>
      trx
        .insertInto('episode')
        .values({
          student_id: studentId,
          org_path: school.tree.c1k1s1a1.path,
          school_id: school.tree.c1k1s1.id,
          application_id: null,
          previous_id: null,
          status: 'exited',
          aid_categories: [],
          started_on: '2025-09-01',
          ended_on: '2026-06-30',
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    await as(school, 'head', id, determineApplication, { body: DETERMINATION })
    const { episodeId } = await decided(id)
    const episode = await school.asOwner(trx =>
      trx.selectFrom('episode').select('previous_id').where('id', '=', episodeId).executeTakeFirstOrThrow(),
    )
    expect(episode.previous_id).toBe(previous.id)
  })

  it('is found by nobody before it is made', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    expect((await school.call('head', getDetermination, { params: { id } })).status).toBe(404)
  })

  it('is made once when two heads confirm at the same time', async () => {
    await school.addAccount('head2', [{ role: 'schoolHead', at: school.tree.c1k1s1 }])
    const { id } = await journeyTo(school, 'awaitingDetermination')
    const input = { params: { id }, ifMatch: await versionOf(school, id), body: DETERMINATION }
    const replies = await Promise.all(
      ['head', 'head2'].map(head => school.call(head, determineApplication, input)),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 412])
    expect(replies.find(({ status }) => status === 412)?.problem.current).toMatchObject({
      status: 'determined',
    })
  })
})

describe('what was decided', () => {
  const factsOf = (id: string) =>
    school.asOwner(trx =>
      trx
        .selectFrom('determination')
        .select(['facts', 'facts_digest'])
        .where('application_id', '=', id)
        .executeTakeFirstOrThrow(),
    )

  const profile = (id: string | null) =>
    school.asOwner(trx =>
      trx.updateTable('org').set({ policy_profile: id }).where('kind', '=', 'county').execute(),
    )

  it('holds the case file, the opinions and the visit as they were, under a digest that anybody can check', async () => {
    const { id } = await journeyTo(school, 'determined')
    const { facts, facts_digest } = await factsOf(id)
    expect(facts).toMatchObject({
      application: { id, content: COMPLETE },
      panel: {
        chair: school.id('pan1'),
        members: Array.from({ length: 3 }, () => ({
          recused: null,
          commitment: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        })),
      },
      visits: [{ mode: 'onSite', reached: true }],
      policy: { id: 'taicang2024', panelQuorum: 3 },
      services: DETERMINATION.services,
    })
    expect(digestOf(facts)).toBe(facts_digest)
    expect((await decided(id)).factsDigest).toBe(facts_digest)
  })

  it('does not change when facts change later', async () => {
    const { id, studentId } = await journeyTo(school, 'determined')
    const before = await decided(id)
    const stored = await factsOf(id)
    await school.asOwner(async trx => {
      await trx
        .updateTable('application')
        .set({ facts_and_reasons: '后来改了' })
        .where('id', '=', id)
        .execute()
      await trx
        .updateTable('home_visit')
        .set({ reached: false })
        .where('student_id', '=', studentId)
        .execute()
      await trx
        .updateTable('panel_member')
        .set({ opinion_sealed: null, commitment: null })
        .where('application_id', '=', id)
        .execute()
      await trx
        .updateTable('aid_service')
        .set({ content: '后来改了', status: 'started' })
        .where('episode_id', '=', before.episodeId)
        .execute()
    })
    const services = before.services.map(service => ({ ...service, status: 'started' }))
    expect(await decided(id)).toEqual({ ...before, services })
    expect(await factsOf(id)).toEqual(stored)
  })

  it('keeps a diagnosis sealed', async () => {
    const { id, enterer } = await journeyTo(school, 'draft')
    const diagnosis = '市妇幼保健院2026年9月评估'
    const content = { ...COMPLETE, diagnosis }
    await as(school, enterer, id, saveDraft, { body: content })
    expect(await read(school, enterer, id)).toMatchObject({ diagnosis })
    // The shortest way to a decision: no visit is asked for here, and what came between is not the matter.
    await profile('changshou2019')
    await school.asOwner(trx =>
      trx.updateTable('application').set({ status: 'awaitingDetermination' }).where('id', '=', id).execute(),
    )
    await as(school, 'head', id, determineApplication, { body: DETERMINATION })
    await profile(null)
    const { facts } = await factsOf(id)
    expect(JSON.stringify(facts)).not.toContain(diagnosis)
  })

  it('cannot be rewritten by the role that serves requests', async () => {
    await journeyTo(school, 'determined')
    await expect(school.db.updateTable('determination').set({ remark: 'x' }).execute()).rejects.toThrow(
      /permission denied/,
    )
  })
})

it('the head reads the file before confirming it, and a neighbour’s head does not', async () => {
  const { id } = await journeyTo(school, 'awaitingDetermination')
  expect(await read(school, 'head', id)).toMatchObject({
    offers: [
      { command: 'determine', blockers: [] },
      { command: 'decline', blockers: [] },
    ],
  })
  expect((await school.call('stranger', getApplication, { params: { id } })).status).toBe(404)
  const input = { params: { id }, ifMatch: 9, body: DETERMINATION }
  expect((await school.call('stranger', determineApplication, input)).status).toBe(404)
})

describe('the canonical text', () => {
  it('is the same whatever the order of the keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '一' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"一","d":null}]}',
    )
    expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }))
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: '1' }))
  })

  it.each([[undefined], [1.5], [new Date(0)], [{ a: undefined }], [10n]])('refuses %s', value => {
    expect(() => canonicalJson(value)).toThrow(TypeError)
  })
})
