import {
  getAccessReport,
  getAccountability,
  getApplication,
  getStudent,
  getWork,
  listAccess,
  listReading,
  listStudents,
  settleReading,
} from '@sunshine-aid/api-contract'
import { POLICY_PROFILES } from '@sunshine-aid/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { convene, done, journeyTo, versionOf, vote } from '../applications/testing/journey.ts'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

describe('who answers for what', () => {
  it('names who told and who judged, and the version that each member of the panel saw', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id)
    const version = await versionOf(school, id)
    await vote(school, 'pan2', id)
    const { body } = done(await school.call('head', getAccountability, { params: { id } }))
    const lines = body.items.map(({ duty, command, name, versionSeen }) => [duty, command, name, versionSeen])
    expect(lines).toEqual([
      ['told', 'start', 'teacher', null],
      ['told', 'submit', 'teacher', null],
      ['judged', 'acceptIntake', 'officer', null],
      ['judged', 'completeScreening', 'officer', expect.any(Number)],
      ['told', 'recordVisit', 'teacher', null],
      ['judged', 'convene', 'officer', null],
      ['judged', 'vote', 'pan2', version],
    ])
  })

  it('says that somebody has voted and never what', async () => {
    const { id } = await journeyTo(school, 'underReview')
    await convene(school, id)
    await vote(school, 'pan2', id, { necessity: false, feasibility: true, grounds: '封存的意见' })
    const reply = await school.call('officer', getAccountability, { params: { id } })
    expect(reply.text).toContain('vote')
    expect(reply.text).not.toMatch(/封存的意见|necessity/)
  })
})

describe('who has looked', () => {
  let studentId: string, id: string
  const report = async (reader: string) =>
    done(await school.call(reader, getAccessReport, { params: { id: studentId } }))

  beforeAll(async () => {
    ;({ studentId, id } = await journeyTo(school, 'submitted'))
    await school.addAccount('mother', [{ role: 'guardian', at: school.tree.c1k1s1a1 }], studentId)
    done(await school.call('psych', getApplication, { params: { id } }))
    done(await school.call('psych', getApplication, { params: { id } }))
  })

  it('is told to the family by day, role and purpose, without anybody’s name or id', async () => {
    const reply = await report('mother')
    expect(reply.body.items).toContainEqual({
      day: '2026-10-12',
      role: 'psychTeacher',
      purpose: 'request',
      outcome: 'done',
      fromOutside: false,
      times: 2,
    })
    for (const person of ['psych', 'teacher', 'officer']) {
      expect(reply.text).not.toContain(`"${person}"`)
      expect(reply.text).not.toContain(school.id(person))
    }
  })

  it('leaves names out of the family’s own list as well, and keeps them for the school', async () => {
    const input = { params: { id: studentId } }
    const family = done(await school.call('mother', listAccess, input)).body.items
    expect(family.length).toBeGreaterThan(1)
    expect(family.map(({ name }) => name)).toEqual(family.map(() => null))
    const head = done(await school.call('head', listAccess, input)).body.items
    expect(head.map(({ name }) => name)).toContain('psych')
  })

  it('shows who was refused, also from another school, whose name and place nobody learns', async () => {
    await school.call('neighbour', getApplication, { params: { id } })
    await school.call('teacher2', getApplication, { params: { id } })
    const { body, text } = await report('head')
    const refused = body.items.filter(({ outcome }) => outcome === 'denied')
    expect(refused).toEqual([
      expect.objectContaining({ role: 'aidOfficer', fromOutside: true, times: 1 }),
      expect.objectContaining({ role: 'classTeacher', fromOutside: false, times: 1 }),
    ])
    expect(text).not.toContain('neighbour')
    expect((await report('mother')).body.items.filter(({ outcome }) => outcome === 'denied')).toHaveLength(2)
  })

  it('is for the own child only', async () => {
    const other = await school.addStudent()
    expect((await school.call('mother', getAccessReport, { params: { id: other } })).status).toBe(404)
    expect((await school.call('teacher', getAccessReport, { params: { id: other } })).status).toBe(403)
  })
})

describe('a slow harvest', () => {
  const alerts = async (reader: string) => done(await school.call(reader, listReading)).body.items
  /** A city may ask earlier than after the 200 files that hold where nobody has set anything. */
  const limit = 50
  beforeAll(async () => {
    const { id: org_id, path: org_path } = school.tree.c1
    const decided = { decided_by: school.id('stranger'), decided_by_name: 'stranger', decided_at: MONDAY }
    await school.asOwner(trx =>
      trx
        .insertInto('policy_setting')
        .values(
          [['filesPerDay', limit] as const, ['linesPerDay', 10 * limit] as const].map(([key, value]) => ({
            ...{ org_id, org_path, key, value: String(value), state: 'approved' as const, ...decided },
            ...{ valid_from: '2026-09-01', effective_from: '2026-09-01', grounds: '网络安全检查' },
            ...{ proposed_by: school.id('county'), proposed_by_name: 'county', proposed_at: MONDAY },
          })),
        )
        .execute(),
    )
  })

  it('is asked about after 200 files where nobody has set another number', () => {
    for (const { filesPerDay } of Object.values(POLICY_PROFILES)) expect(filesPerDay).toBe(200)
  })

  it('is noticed within as many files as the policy says, and blocks nobody', async () => {
    const students: string[] = []
    for (let made = 0; made < limit; made += 1) students.push(await school.addStudent())
    const open = async (ids: readonly string[]) => {
      for (const id of ids) done(await school.call('psych', getStudent, { params: { id } }))
    }
    // One file was opened above; the same file again is still one file.
    await open(students.slice(0, limit - 2))
    await open(students.slice(0, 10))
    expect(await alerts('head')).toEqual([])
    await open(students.slice(limit - 2))
    expect(await alerts('head')).toEqual([
      expect.objectContaining({ name: 'psych', role: 'psychTeacher', day: '2026-10-12', outcome: null }),
    ])
    expect((await alerts('auditor'))[0]?.files).toBeGreaterThanOrEqual(limit)
    done(await school.call('psych', getStudent, { params: { id: students[0]! } }))
    const { body } = done(await school.call('head', getWork))
    expect(body.others).toContainEqual(expect.objectContaining({ kind: 'reading', count: 1 }))
  })

  it('is told neither to the officer nor to another school', async () => {
    expect((await school.call('officer', listReading)).status).toBe(403)
    expect(await alerts('stranger')).toEqual([])
  })

  it('stays until somebody has said what was found out, and not the reader themself', async () => {
    const [alert] = await alerts('head')
    const settle = (reader: string) =>
      school.call(reader, settleReading, {
        params: { id: alert!.id },
        body: { outcome: 'spokenTo' },
      })
    await school.promote('psych', 'schoolHead')
    expect((await settle('psych')).problem.code).toBe('own_reading')
    expect((await settle('stranger')).status).toBe(404)
    expect(done(await settle('head')).body).toMatchObject({ outcome: 'spokenTo', closedByName: 'head' })
    expect((await settle('head')).problem.code).toBe('reading_settled')
    expect((await settle('auditor')).problem.code).toBe('not_allowed')
    const { body } = done(await school.call('head', getWork))
    expect(body.others.filter(({ kind }) => kind === 'reading')).toEqual([])
  })

  it('counts the lines of lists as well', async () => {
    for (let page = 0; page < 10; page += 1)
      done(await school.call('officer2', listStudents, { query: { limit: '100' } }))
    const found = (await alerts('head')).find(({ name }) => name === 'officer2')
    expect(found?.files).toBe(0)
    expect(found?.listed).toBeGreaterThanOrEqual(10 * limit)
  })
})
