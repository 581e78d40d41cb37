import { completeScreening, getFindings, getAccountability } from '@sunshine-aid/api-contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, journeyTo, statusOf, versionOf } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'
import { seal } from '../crypto/seal.ts'
import { phoneIndex } from './phoneIndex.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const findings = async (id: string) =>
  done(await school.call('officer', getFindings, { params: { id } })).body

async function complete(id: string, duplicates?: readonly object[]) {
  const body = { sensitiveApplicant: 'notConcerned', note: null, ...(duplicates && { duplicates }) }
  return school.call('officer', completeScreening, {
    params: { id },
    body,
    ifMatch: await versionOf(school, id),
  })
}

let guardians = 0
async function addGuardian(studentId: string, name: string, phone: string): Promise<void> {
  guardians += 1
  const id = `00000000-0000-4000-8000-${String(guardians).padStart(12, '0')}`
  await school.asOwner(async trx => {
    const { org_path } = await trx
      .selectFrom('student')
      .select('org_path')
      .where('id', '=', studentId)
      .executeTakeFirstOrThrow()
    const phone_sealed = seal(school.keyring, { table: 'guardian', column: 'phone_sealed', rowId: id }, phone)
    await trx
      .insertInto('guardian')
      .values({
        id,
        student_id: studentId,
        org_path,
        name,
        relation: 'mother',
        phone_sealed,
        phone_index: phoneIndex(school.keyring, phone),
      })
      .execute()
  })
}

describe('possible duplicates', () => {
  it('are found by name and birth date in the school, not beyond it', async () => {
    const { id, studentId } = await journeyTo(school, 'screening')
    const { name } = await school.asOwner(trx =>
      trx.selectFrom('student').select('name').where('id', '=', studentId).executeTakeFirstOrThrow(),
    )
    expect((await findings(id)).duplicates).toEqual([])
    const twin = await school.addStudent({ name, place: 'c1k1s1a2' })
    await school.addStudent({ name, place: 'c1k1s2a1' })
    expect((await findings(id)).duplicates).toEqual([
      expect.objectContaining({ sign: 'sameNameAndBirthDate', studentId: twin, name }),
    ])
  })

  it('are found by number at another school, of which nothing else is told', async () => {
    const { id, studentId } = await journeyTo(school, 'screening')
    const away = await school.addStudent({ place: 'c1k1s2a1', name: '别处的学生' })
    await school.asOwner(async trx => {
      const { id_number_index } = await trx
        .selectFrom('student')
        .select('id_number_index')
        .where('id', '=', studentId)
        .executeTakeFirstOrThrow()
      await trx.updateTable('student').set({ id_number_index }).where('id', '=', away).execute()
    })
    const reply = await school.call('officer', getFindings, { params: { id } })
    expect(reply.body.duplicates).toEqual([
      expect.objectContaining({ sign: 'sameNumberElsewhere', studentId: null, name: null }),
    ])
    expect(reply.text).not.toContain('别处的学生')
    expect(reply.text).not.toContain(away)
  })

  it('hold screening back until each has a verdict, and one child twice holds it back for good', async () => {
    const { id, studentId } = await journeyTo(school, 'screening')
    const { name } = await school.asOwner(trx =>
      trx.selectFrom('student').select('name').where('id', '=', studentId).executeTakeFirstOrThrow(),
    )
    const twin = await school.addStudent({ name })
    const verdict = (verdict: string) => [{ sign: 'sameNameAndBirthDate', studentId: twin, verdict }]
    expect((await complete(id)).problem.code).toBe('duplicate_unresolved')
    expect((await complete(id, verdict('sameChild'))).problem.code).toBe('duplicate_confirmed')
    expect(await statusOf(school, id)).toBe('screening')
    done(await complete(id, verdict('otherChild')))
    expect(await statusOf(school, id)).toBe('awaitingVisit')
  })

  it('are kept with the verdict, who gave it and on which version', async () => {
    const { id, studentId } = await journeyTo(school, 'screening')
    const { name } = await school.asOwner(trx =>
      trx.selectFrom('student').select('name').where('id', '=', studentId).executeTakeFirstOrThrow(),
    )
    const twin = await school.addStudent({ name })
    const version = await versionOf(school, id)
    const verdicts = [{ sign: 'sameNameAndBirthDate', studentId: twin, verdict: 'oldEntry' }]
    done(await complete(id, verdicts))
    expect(await findings(id)).toMatchObject({
      sensitiveApplicant: 'notConcerned',
      lastCheck: { byName: 'officer', versionSeen: version, verdicts },
    })
    const { body } = done(await school.call('head', getAccountability, { params: { id } }))
    expect(body.items.find(({ command }) => command === 'completeScreening')).toMatchObject({
      duty: 'judged',
      name: 'officer',
      versionSeen: version,
    })
  })
})

describe('siblings and earlier help', () => {
  it('a child of the same guardian is shown with its request; a guardian of another phone is another', async () => {
    const { id, studentId } = await journeyTo(school, 'screening')
    const sibling = await journeyTo(school, 'submitted')
    const other = await school.addStudent()
    await addGuardian(studentId, '王梅', '19900001234')
    await addGuardian(sibling.studentId, '王梅', '19900001234')
    await addGuardian(other, '王梅', '19900004321')
    expect((await findings(id)).siblings).toEqual([
      expect.objectContaining({
        studentId: sibling.studentId,
        guardianName: '王梅',
        applicationId: sibling.id,
        applicationStatus: 'submitted',
        episodeStatus: null,
      }),
    ])
  })

  it('a sibling at another school is not shown', async () => {
    const { id, studentId } = await journeyTo(school, 'screening')
    const away = await school.addStudent({ place: 'c1k1s2a1' })
    await addGuardian(studentId, '李兰', '19900005678')
    await addGuardian(away, '李兰', '19900005678')
    expect((await findings(id)).siblings).toEqual([])
  })

  it('are for the officer who screens, and for nobody else', async () => {
    const { id } = await journeyTo(school, 'screening')
    for (const reader of ['teacher', 'head', 'psych', 'auditor']) {
      expect((await school.call(reader, getFindings, { params: { id } })).status).toBe(403)
    }
    expect((await school.call('neighbour', getFindings, { params: { id } })).status).toBe(404)
  })
})
