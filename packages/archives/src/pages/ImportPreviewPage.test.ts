import { getImport, uploadImport } from '@sunshine-aid/api-contract'
import { demoApi } from '@sunshine-aid/api-server/src/demo/testing/province.ts'
import { aList, aRow } from '@sunshine-aid/api-server/src/imports/testing/importApi.ts'
import type { ImportCells } from '@sunshine-aid/domain'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import archives from '../module.ts'

const OFFICER = 'taicang-officer-1'
let api: Awaited<ReturnType<typeof demoApi>>

beforeAll(async () => {
  api = await demoApi()
})
afterAll(() => api.close())

/** Without a school's name: the officer's own. */
const row = (number: number, changes: ImportCells = {}) => aRow(number, { school: '', ...changes })

async function preview(...rows: ImportCells[]): Promise<MountedPage> {
  const { body } = await api.call(OFFICER, uploadImport, { body: await aList(rows) })
  const read = () => api.call(OFFICER, getImport, { params: { id: body.id } })
  await vi.waitFor(async () => expect((await read()).body.state).not.toBe('reading'), 5000)
  return mountPage(archives, { api, as: OFFICER, path: `/import/${body.id}` })
}

const button = ({ wrapper }: MountedPage, name: string) =>
  wrapper.findAll('button').find(each => each.text() === name)

it('names every fault by row and column, and holds the import back', async () => {
  const page = await preview(row(1), row(2, { recognisedOn: '昨天' }), row(3, { hardshipLevel: '很困难' }))
  const lines = page.wrapper.findAll('tbody tr').map(line => line.text())
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/^3.*认定日期：日期不正确/)
  expect(lines[1]).toMatch(/^4.*困难等级：/)
  expect(button(page, '确认导入')?.attributes('aria-disabled')).toBe('true')
})

it('has a faulty row corrected on the page, and enters all rows then', async () => {
  const page = await preview(row(11), row(12, { recognisedOn: '昨天' }))
  await button(page, '改正')?.trigger('click')
  const field = document.querySelector<HTMLInputElement>('[role=dialog] input')
  if (!field) throw new Error('no field to correct')
  expect(field.value).toBe('昨天')
  expect(document.querySelector('[role=dialog]')?.textContent).toContain('日期不正确')
  field.value = '2026-09-12'
  field.dispatchEvent(new Event('input'))
  document.querySelector('[role=dialog] form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await vi.waitFor(() => expect(page.wrapper.text()).toContain('全部 2 行都正确'), 5000)
  await button(page, '确认导入')?.trigger('click')
  await vi.waitFor(() => expect(page.wrapper.text()).toContain('新增 2 行，更新 0 行。'), 5000)
})

it('says of a list that is already here that there is nothing to enter', async () => {
  const first = await preview(row(21))
  await button(first, '确认导入')?.trigger('click')
  await vi.waitFor(() => expect(first.wrapper.text()).toContain('导入完成'), 5000)
  const second = await preview(row(21))
  expect(second.wrapper.text()).toContain('没有需要导入的内容')
  expect(button(second, '确认导入')).toBeUndefined()
})

it('says of a file that is no list what to do with it', async () => {
  const { body } = await api.call(OFFICER, uploadImport, { body: Buffer.from('hello') })
  const read = () => api.call(OFFICER, getImport, { params: { id: body.id } })
  await vi.waitFor(async () => expect((await read()).body.state).toBe('refused'), 5000)
  const { wrapper } = await mountPage(archives, { api, as: OFFICER, path: `/import/${body.id}` })
  expect(wrapper.text()).toContain('这份文件不能导入')
  expect(wrapper.text()).toMatch(/请.*上传/)
})

it('belongs to whoever uploaded it', async () => {
  const { body } = await api.call(OFFICER, uploadImport, { body: await aList([row(31)]) })
  const { wrapper } = await mountPage(archives, { api, as: 'taicang-officer-2', path: `/import/${body.id}` })
  expect(wrapper.text()).toMatch(/ARC-[0-9A-Z]{4}-\d{4}/)
})
