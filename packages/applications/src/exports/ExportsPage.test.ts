import { askExport, approveExport, getExport } from '@sunshine-aid/api-contract'
import { done, journeyTo } from '@sunshine-aid/api-server/testing/journey'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import applications from '../module.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await journeyTo(school, 'submitted')
})
afterAll(() => school.close())

const open = (as: string) => mountPage(applications, { api: school, as, path: '/exports' })
const button = ({ wrapper }: MountedPage, label: string) =>
  wrapper.findAll('button').find(each => each.text() === label)
/** A dialog stands outside of the page. */
const inDialog = (label: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('[role="alertdialog"] button')].find(
    each => each.textContent.trim() === label,
  )
const inForm = <E extends Element>(selector: string) => [
  ...document.querySelectorAll<E>(`[role="dialog"] ${selector}`),
]
const send = async (page: MountedPage) => {
  inForm('form')[0]!.dispatchEvent(new Event('submit', { cancelable: true }))
  await page.idle()
}

it('asks for a workbook, and says what is missing before it does', async () => {
  const page = await open('officer')
  expect(page.wrapper.text()).toContain('还没有导出过')
  await button(page, '新建导出')!.trigger('click')
  await page.idle()
  await send(page)
  expect(document.querySelector('[role="dialog"]')?.textContent).toContain('请选择用途')
  inForm<HTMLInputElement>('input[type="radio"]')[2]!.click()
  const [words] = inForm<HTMLInputElement>('input:not([type="radio"])')
  words!.value = '迎接市级检查'
  words!.dispatchEvent(new Event('input'))
  await send(page)
  expect(page.wrapper.get('table').text()).toContain('迎接市级检查')
  expect(page.wrapper.get('table').text()).toContain('待批准')
  expect(button(page, '批准')).toBeUndefined()
})

it('the head approves after reading what it is for, and then it is written', async () => {
  const page = await open('head')
  await button(page, '批准')!.trigger('click')
  await page.idle()
  expect(document.querySelector('[role="alertdialog"]')?.textContent).toContain('迎接市级检查')
  inDialog('批准')!.click()
  await page.idle()
  await vi.waitFor(() => expect(page.wrapper.get('table').text()).toContain('可以下载'), { timeout: 10_000 })
  // Only who asked takes it.
  expect(button(page, '下载')).toBeUndefined()
})

it('who asked downloads it, once', async () => {
  const save = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:workbook')
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
  const page = await open('officer')
  await button(page, '下载')!.trigger('click')
  await vi.waitFor(() => expect(click).toHaveBeenCalledOnce(), { timeout: 10_000 })
  expect((save.mock.calls[0]?.[0] as Blob).size).toBeGreaterThan(1_000)
  await vi.waitFor(() => expect(page.wrapper.get('table').text()).toContain('已下载'), { timeout: 10_000 })
  expect(button(page, '下载')).toBeUndefined()
})

it('tells why a workbook failed', async () => {
  const { body } = done(
    await school.call('officer', askExport, {
      body: { kind: 'register', purpose: 'planning', purposeText: '安排' },
    }),
  )
  const params = { id: body.id }
  done(await school.call('head', approveExport, { params, ifMatch: 1 }))
  await school.asOwner(trx =>
    trx.updateTable('export_job').set({ attempts: 3 }).where('id', '=', body.id).execute(),
  )
  await vi.waitFor(
    async () => expect(done(await school.call('officer', getExport, { params })).body.state).toBe('failed'),
    { timeout: 10_000 },
  )
  expect((await open('officer')).wrapper.get('table').text()).toContain('请重新申请')
})
