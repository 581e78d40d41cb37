import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { aRow, importApi, type ImportApi } from './testing/importApi.ts'

let api: ImportApi
beforeAll(async () => {
  api = await importApi()
})
afterEach(() => api.reset())
afterAll(() => api.close())

const signs = () =>
  api.inspect(trx =>
    trx.selectFrom('student_sign').select(['code', 'source', 'observed_on']).orderBy('code').execute(),
  )
const enter = async (...rows: Parameters<ImportApi['uploadRows']>) =>
  (await api.confirm(await api.uploadRows(...rows))).body.state

it('what a list says of a family is kept with its day, and taken back by a later list', async () => {
  const told = { familySituation: '留守儿童、单亲家庭', specialNeeds: '有', certifiedBy: '', entryWish: '' }
  expect(await enter(aRow(1, told))).toBe('confirmed')
  const kept = { source: 'list', observed_on: '2026-11-21' }
  expect(await signs()).toEqual([
    { code: 'diagnosedNeeds', ...kept },
    { code: 'leftBehind', ...kept },
    { code: 'singleParent', ...kept },
  ])
  const again = await api.uploadRows(aRow(1, told))
  expect(again.counts.unchanged).toBe(1)
  const changed = await api.uploadRows(aRow(1, { ...told, familySituation: '单亲家庭', specialNeeds: '' }))
  expect((await api.rowsOf(changed))[0]?.changed).toEqual(['familySituation'])
  await api.confirm(changed)
  expect((await signs()).map(({ code }) => code)).toEqual(['diagnosedNeeds', 'singleParent'])
})

it('a list without these columns, or with words that nobody knows, enters as before', async () => {
  expect(await enter(aRow(1))).toBe('confirmed')
  const odd = await api.uploadRows(aRow(2, { familySituation: '核心家庭' }))
  expect((await api.rowsOf(odd))[0]).toMatchObject({
    outcome: 'new',
    faults: [],
    warnings: expect.arrayContaining([{ column: 'familySituation', code: 'sign_not_understood' }]) as unknown,
  })
  expect((await api.confirm(odd)).body.state).toBe('confirmed')
  expect(await signs()).toEqual([])
})

it('a psychological finding in a list leaves no trace', async () => {
  expect(await enter(aRow(1, { specialNeeds: '精神残疾' }))).toBe('confirmed')
  expect(await signs()).toEqual([])
})

it('of several payments to one child, what one row says of the family is enough', async () => {
  const paid = (project: string) => ({
    aidProject: project,
    aidPeriod: '2026-1',
    aidAmount: '500',
    aidPaidOn: '',
  })
  const rows = [aRow(1, paid('甲')), aRow(1, { ...paid('乙'), familySituation: '孤儿' })] as const
  expect(await enter(...rows)).toBe('confirmed')
  expect((await signs()).map(({ code }) => code)).toEqual(['orphan'])
})
