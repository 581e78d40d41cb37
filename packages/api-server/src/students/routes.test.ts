import { getStudent, listStudents, searchStudents, type QueryOf } from '@sunshine-aid/api-contract'
import { seal } from '../crypto/seal.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, journeyTo } from '../applications/testing/journey.ts'
import { openSchool, type School } from '../applications/testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  for (const name of ['陈一', '王小二', '王小明', '张王三', '李四 Lee']) await school.addStudent({ name })
  await school.addStudent({ name: '王另班', place: 'c1k1s1a2' })
  await school.addStudent({ name: '王邻校', place: 'c1k1s2a1' })
})
afterAll(() => school.close())

const names = (items: readonly { name: string }[]) => items.map(({ name }) => name)
const listed = async (reader: string, query: QueryOf<typeof listStudents> = {}) =>
  names(done(await school.call(reader, listStudents, { query })).body.items)
const found = async (reader: string, name: string) =>
  names(done(await school.call(reader, searchStudents, { body: { name } })).body.items)

describe('the list', () => {
  it('is in the order of a Chinese dictionary, both ways, of the own class or school', async () => {
    const ofClass = ['陈一', '李四 Lee', '王小二', '王小明', '张王三']
    expect(await listed('teacher')).toEqual(ofClass)
    expect(await listed('teacher', { sort: '-name' })).toEqual(ofClass.toReversed())
    expect(await listed('officer')).toEqual(['陈一', '李四 Lee', '王另班', '王小二', '王小明', '张王三'])
    expect(await listed('neighbour')).toEqual(['王邻校'])
    expect(await listed('mentor')).toEqual([])
  })

  it('is cut into pages that neither lose nor repeat a name', async () => {
    for (const sort of ['name', '-name'] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const query = { sort, limit: '4', ...(cursor && { cursor }) }
        const { body } = done(await school.call('officer', listStudents, { query }))
        seen.push(...names(body.items))
        cursor = body.nextCursor ?? undefined
      } while (cursor)
      expect(seen).toEqual(await listed('officer', { sort }))
    }
  })

  it('is narrowed to one class, within reach only', async () => {
    expect(await listed('officer', { classId: school.tree.c1k1s1a2.id })).toEqual(['王另班'])
    expect(await listed('officer', { classId: school.tree.c1k1s2a1.id })).toEqual([])
  })

  it('is narrowed to focus students, or to the others', async () => {
    const { studentId } = await journeyTo(school, 'determined')
    const ids = async (focus: 'true' | 'false') =>
      done(await school.call('officer', listStudents, { query: { focus } })).body.items.map(({ id }) => id)
    expect(await ids('true')).toEqual([studentId])
    expect(await ids('false')).not.toContain(studentId)
  })
})

describe('the search', () => {
  it('finds a part of a name, whatever its case', async () => {
    expect(await found('teacher', '王')).toEqual(['王小二', '王小明', '张王三'])
    expect(await found('teacher', '小明')).toEqual(['王小明'])
    expect(await found('teacher', 'lee')).toEqual(['李四 Lee'])
  })

  it('stays within reach', async () => {
    expect(await found('officer', '王')).toEqual(['王另班', '王小二', '王小明', '张王三'])
    expect(await found('neighbour', '王')).toEqual(['王邻校'])
    expect(await found('mentor', '王')).toEqual([])
  })

  it.each(['%', '_', "'; drop table student", '\\'])('takes %s as text', async words => {
    expect(await found('officer', words)).toEqual([])
  })

  it('keeps its limit', async () => {
    const { body } = done(await school.call('officer', searchStudents, { body: { name: '王', limit: 2 } }))
    expect(names(body.items)).toEqual(['王另班', '王小二'])
  })
})

describe('one student', () => {
  it('is shown with masked identifiers and the first guardian', async () => {
    const id = await school.addStudent({ name: '赵六' })
    const guardianId = '00000000-0000-4000-8000-0000000000aa'
    const phone = { table: 'guardian', column: 'phone_sealed', rowId: guardianId }
    await school.asOwner(trx =>
      trx
        .insertInto('guardian')
        .values({
          id: guardianId,
          student_id: id,
          org_path: school.tree.c1k1s1a1.path,
          name: '赵父',
          relation: 'father',
          phone_sealed: seal(school.keyring, phone, '19900001234'),
        })
        .execute(),
    )
    const reply = done(await school.call('teacher', getStudent, { params: { id } }))
    expect(reply.body).toMatchObject({
      name: '赵六',
      className: 'c1k1s1a1',
      schoolName: 'c1k1s1',
      guardianName: '赵父',
      guardianPhoneMasked: '199****1234',
      addressMasked: '太仓市浮桥镇******',
    })
    expect(reply.body.idNumberMasked).toMatch(/^320\*{11}\d{3}Z$/)
    expect(reply.text).not.toContain('1号')
  })

  it.each(['neighbour', 'teacher2', 'mentor', 'stranger'])('is not found by %s', async person => {
    expect(
      (await school.call(person, getStudent, { params: { id: await school.addStudent() } })).status,
    ).toBe(404)
  })
})
