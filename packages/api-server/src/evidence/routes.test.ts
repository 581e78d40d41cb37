import { randomBytes } from 'node:crypto'
import {
  acceptIntake,
  addEvidence,
  determineApplication,
  downloadEvidence,
  labelEvidence,
  listEvidence,
  removeEvidence,
  returnApplication,
  saveDraft,
  submitApplication,
} from '@sunshine-aid/api-contract'
import type { EvidenceFile } from '@sunshine-aid/domain'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { as, COMPLETE, convene, DETERMINATION, done, journeyTo } from '../applications/testing/journey.ts'
import { MONDAY, openSchool, type School } from '../applications/testing/school.ts'
import { sm3 } from '../crypto/sm3.ts'
import { aJpeg, aPdf, aPng, SECRET } from './testing/files.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterEach(() => {
  school.clock.now = MONDAY
})
afterAll(() => school.close())

const NAME = '张小明 残疾证.jpg'

async function add(id: string, person = 'teacher', bytes = aJpeg()): Promise<EvidenceFile> {
  return done(await school.call(person, addEvidence, { params: { id }, body: bytes })).body
}
const later = () => (school.clock.now = new Date(school.clock.now.getTime() + 60_000))
const listed = async (id: string, person = 'teacher') =>
  done(await school.call(person, listEvidence, { params: { id } })).body.items

describe('a file that was added', () => {
  it('is listed, comes back as it was stored, and has lost its place', async () => {
    const { id } = await journeyTo(school, 'draft')
    const file = await add(id)
    expect(await listed(id)).toMatchObject([{ id: file.id, type: 'jpeg', kind: 'other', removable: true }])
    const { bytes, headers } = done(
      await school.call('teacher', downloadEvidence, { params: { id, fileId: file.id } }),
    )
    expect(bytes.length).toBe(file.size)
    expect(bytes.includes(SECRET)).toBe(false)
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-disposition']).toMatch(/^attachment;/)
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  it('of several megabytes comes back byte by byte', async () => {
    const { id } = await journeyTo(school, 'draft')
    const stream = [Buffer.from('stream\n'), randomBytes(3_000_000), Buffer.from('\nendstream\n')]
    const pdf = Buffer.concat([aPdf().subarray(0, 9), ...stream, aPdf().subarray(9)])
    const file = await add(id, 'teacher', pdf)
    const reply = await school.call('teacher', downloadEvidence, { params: { id, fileId: file.id } })
    expect(reply.bytes.equals(pdf)).toBe(true)
  })

  it('lies in the database sealed, its name as well', async () => {
    const { id } = await journeyTo(school, 'draft')
    const file = await add(id, 'teacher', aPdf())
    await school.call('teacher', labelEvidence, {
      params: { id, fileId: file.id },
      body: { kind: 'diagnosis', name: NAME },
      ifMatch: file.version,
    })
    expect((await listed(id))[0]).toMatchObject({ kind: 'diagnosis', name: NAME, version: 2 })
    const { rows } = await school.asOwner(trx =>
      sql<{ text: string }>`select (encode(bytes_sealed, 'escape') || encode(name_sealed, 'escape')) as text
        from evidence_piece join evidence_file on id = file_id where id = ${file.id}`.execute(trx),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.text).not.toContain('%PDF')
    expect(rows[0]!.text).not.toContain('张小明')
  })

  it('does not open when its pieces were changed', async () => {
    const { id } = await journeyTo(school, 'draft')
    const one = await add(id)
    const two = await add(id, 'teacher', aPng())
    await school.asOwner(trx =>
      sql`update evidence_piece set bytes_sealed = (select bytes_sealed from evidence_piece where file_id = ${two.id})
        where file_id = ${one.id}`.execute(trx),
    )
    const faults = vi.spyOn(console, 'error').mockReturnValue()
    const reply = await school.call('teacher', downloadEvidence, { params: { id, fileId: one.id } })
    expect(reply.status).toBe(500)
    expect(faults).toHaveBeenCalledOnce()
  })
})

describe('who', () => {
  it('reads the case file reads its files, the panel included; nobody else', async () => {
    const { id } = await journeyTo(school, 'draft')
    const { id: fileId } = await add(id)
    const reaches = async (person: string) => {
      const list = await school.call(person, listEvidence, { params: { id } })
      const file = await school.call(person, downloadEvidence, { params: { id, fileId } })
      return [list.status, file.status]
    }
    expect(await reaches('officer')).toEqual([200, 200])
    expect(await reaches('psych')).toEqual([200, 200])
    expect(await reaches('pan1')).toEqual([404, 404])
    expect(await reaches('teacher2')).toEqual([404, 404])
    expect(await reaches('neighbour')).toEqual([404, 404])
    expect(await reaches('county')).toEqual([403, 403])
  })

  it('sits on the panel sees them, and the file of another request is not reached through theirs', async () => {
    const reviewed = await journeyTo(school, 'underReview')
    await convene(school, reviewed.id)
    const other = await journeyTo(school, 'draft')
    const { id: fileId } = await add(other.id)
    const through = (id: string) => school.call('pan1', downloadEvidence, { params: { id, fileId } })
    expect((await school.call('pan1', listEvidence, { params: { id: reviewed.id } })).status).toBe(200)
    expect((await through(reviewed.id)).status).toBe(404)
    expect((await through(other.id)).status).toBe(404)
  })
})

it('the files of a child who changes class go with the request', async () => {
  const { id, studentId } = await journeyTo(school, 'draft')
  const { id: fileId } = await add(id)
  const { id: classId, path } = school.tree.c1k1s1a2
  await school.asOwner(trx =>
    trx
      .updateTable('student')
      .set({ class_id: classId, org_path: path })
      .where('id', '=', studentId)
      .execute(),
  )
  const reply = await school.call('teacher2', downloadEvidence, { params: { id, fileId } })
  expect(reply.status).toBe(200)
  expect((await school.call('teacher', downloadEvidence, { params: { id, fileId } })).status).toBe(404)
})

describe('after it was submitted', () => {
  it('nothing is taken away or renamed; the officer adds while screening, the author after a return', async () => {
    const { id } = await journeyTo(school, 'draft')
    const before = await add(id)
    later()
    await as(school, 'teacher', id, saveDraft, { body: COMPLETE })
    await as(school, 'teacher', id, submitApplication)
    const remove = (fileId: string, version: number) =>
      school.call('teacher', removeEvidence, { params: { id, fileId }, ifMatch: version })
    expect((await remove(before.id, 1)).problem.code).toBe('evidence_settled')
    expect((await school.call('teacher', addEvidence, { params: { id }, body: aJpeg() })).problem.code).toBe(
      'wrong_status',
    )
    await as(school, 'officer', id, acceptIntake)
    later()
    await as(school, 'officer', id, returnApplication, {
      body: { reason: 'evidenceMissing', text: '请补充证明' },
    })
    const added = await add(id)
    expect((await listed(id)).map(({ removable }) => removable)).toEqual([false, true])
    expect((await remove(before.id, 1)).problem.code).toBe('evidence_settled')
    expect((await remove(added.id, 7)).status).toBe(412)
    expect((await remove(added.id, 1)).status).toBe(204)
    expect(await listed(id)).toHaveLength(1)
  })

  it('the officer who screens may add', async () => {
    const { id } = await journeyTo(school, 'screening')
    const file = await add(id, 'officer')
    expect(file.addedByName).toContain('officer')
    expect((await school.call('teacher', addEvidence, { params: { id }, body: aJpeg() })).problem.code).toBe(
      'wrong_status',
    )
  })
})

describe('a file is refused', () => {
  it('for what it is, and leaves nothing', async () => {
    const { id } = await journeyTo(school, 'draft')
    const reply = await school.call('teacher', addEvidence, { params: { id }, body: Buffer.from('hello') })
    expect([reply.status, reply.problem.code]).toEqual([422, 'file_not_allowed'])
    expect(await listed(id)).toEqual([])
  })

  it('beyond the number that the policy allows, also when two come at once', async () => {
    const { id } = await journeyTo(school, 'draft')
    for (let at = 0; at < 9; at += 1) await add(id, 'teacher', aPng())
    const both = await Promise.all(
      [1, 2].map(() => school.call('teacher', addEvidence, { params: { id }, body: aPng() })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await listed(id)).toHaveLength(10)
  })

  it('beyond the size that the policy allows', async () => {
    const { id } = await journeyTo(school, 'draft')
    const large = Buffer.concat([aPdf().subarray(0, 9), Buffer.alloc(11 * 1024 * 1024), aPdf().subarray(9)])
    const reply = await school.call('teacher', addEvidence, { params: { id }, body: large })
    expect(reply.problem.code).toBe('too_large')
  })
})

it('the same upload twice under one key is one file', async () => {
  const { id } = await journeyTo(school, 'draft')
  const once = () =>
    school.call('teacher', addEvidence, { params: { id }, body: aJpeg(), idempotencyKey: 'the-same-key' })
  const [first, again] = [await once(), await once()]
  expect(again.body).toEqual(first.body)
  expect(await listed(id)).toHaveLength(1)
})

it('reading and downloading stand in the trail of the case, by their ids and without a name', async () => {
  const { id } = await journeyTo(school, 'draft')
  const file = await add(id)
  const params = { id, fileId: file.id }
  await school.call('teacher', labelEvidence, { params, body: { kind: 'photo', name: NAME }, ifMatch: 1 })
  await school.call('officer', listEvidence, { params: { id } })
  await school.call('officer', downloadEvidence, { params })
  const events = await school.asOwner(trx =>
    trx.selectFrom('audit_event').selectAll().where('subject_id', '=', id).orderBy('seq').execute(),
  )
  expect(events.map(({ action, count }) => [action, count]).slice(-4)).toEqual([
    ['addEvidence', 1],
    ['labelEvidence', 1],
    ['listEvidence', null],
    ['downloadEvidence', 1],
  ])
  expect(JSON.stringify(events)).not.toContain('张小明')
})

it('a decision keeps the digests of the files that it saw', async () => {
  const { id } = await journeyTo(school, 'awaitingDetermination')
  const bytes = aPdf()
  await school.asOwner(async trx => {
    const { student_id, org_path } = await trx
      .selectFrom('application')
      .select(['student_id', 'org_path'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('evidence_file')
      .values({
        application_id: id,
        student_id,
        org_path,
        kind: 'certificate',
        type: 'pdf',
        size_bytes: bytes.length,
        digest: sm3(bytes),
        name_sealed: null,
        added_by: school.id('teacher'),
        added_by_name: 'teacher',
        added_at: MONDAY,
      })
      .execute()
  })
  await as(school, 'head', id, determineApplication, { body: DETERMINATION })
  const { facts } = await school.asOwner(trx =>
    trx
      .selectFrom('determination')
      .select('facts')
      .where('application_id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  expect(facts).toMatchObject({ evidence: [{ kind: 'certificate', digest: sm3(bytes).toString('hex') }] })
})
