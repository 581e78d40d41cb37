import { addEvidence, listEvidence } from '@sunshine-aid/api-contract'
import { done, journeyTo } from '@sunshine-aid/api-server/testing/journey'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { aJpeg, aPdf } from '@sunshine-aid/api-server/src/evidence/testing/files.ts'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import applications from '../module.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const listed = async (id: string) =>
  done(await school.call('teacher', listEvidence, { params: { id } })).body.items

/** A page with its files on it: their part comes later than the rest. */
async function open(id: string, as: string, path: string): Promise<MountedPage> {
  const page = await mountPage(applications, { api: school, as, path })
  await vi.waitFor(() => expect(page.wrapper.text()).toContain('佐证材料'), { timeout: 10_000 })
  await page.idle()
  return page
}
const drop = (page: MountedPage, files: File[]) =>
  page.wrapper.get('.sa-drop').trigger('drop', { dataTransfer: { files } })
const photo = (name = '张小明 证明.jpg') => new File([new Uint8Array(aJpeg())], name, { type: 'image/jpeg' })
const tableOf = async (page: MountedPage, text: string) => {
  await vi.waitFor(
    () => expect(page.wrapper.find('table').exists() && page.wrapper.get('table').text()).toContain(text),
    {
      timeout: 10_000,
    },
  )
}

it('files that are dropped on the draft are added one after the other, each with its name', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id, 'teacher', `/${id}/draft`)
  expect(page.wrapper.text()).toContain('还没有佐证材料')
  await drop(page, [photo('一.jpg'), photo('二.jpg')])
  await tableOf(page, '二.jpg')
  // The clock stands still here, so both were added at the same moment.
  expect(new Set((await listed(id)).map(({ name }) => name))).toEqual(new Set(['一.jpg', '二.jpg']))
})

it('a file that is refused says what to do, and those behind it arrive', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id, 'teacher', `/${id}/draft`)
  await drop(page, [new File(['hello'], '说明.txt'), photo('三.jpg')])
  await tableOf(page, '三.jpg')
  const notice = page.wrapper.get('[role="alert"]')
  expect(notice.text()).toContain('说明.txt')
  expect(notice.text()).toContain('请另存后再上传')
})

it('a file that is too large is not sent at all', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id, 'teacher', `/${id}/draft`)
  const large = photo()
  Object.defineProperty(large, 'size', { value: 11 * 1024 * 1024 })
  await drop(page, [large])
  expect(page.wrapper.get('[role="alert"]').text()).toContain('超过 10 MB')
})

it('the kind of a file is chosen in its row, and it can be taken away until it is submitted', async () => {
  const { id } = await journeyTo(school, 'draft')
  done(await school.call('teacher', addEvidence, { params: { id }, body: aPdf() }))
  const page = await open(id, 'teacher', `/${id}/draft`)
  await page.wrapper.get('table select').setValue('diagnosis')
  await vi.waitFor(async () => expect((await listed(id))[0]?.kind).toBe('diagnosis'), { timeout: 10_000 })
  await page.idle()
  await page.wrapper
    .findAll('table button')
    .find(each => each.text() === '移除')!
    .trigger('click')
  await page.idle()
  const yes = [...document.querySelectorAll<HTMLButtonElement>('[role="alertdialog"] button')]
  yes.find(each => each.textContent.trim() === '移除')!.click()
  await vi.waitFor(async () => expect(await listed(id)).toEqual([]), { timeout: 10_000 })
})

it('whoever reads the case sees its files and its pictures, and nothing to add or remove', async () => {
  const show = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:picture')
  const release = vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()
  const { id } = await journeyTo(school, 'draft')
  done(await school.call('teacher', addEvidence, { params: { id }, body: aJpeg() }))
  const page = await open(id, 'head', `/${id}`)
  expect(page.wrapper.find('.sa-drop').exists()).toBe(false)
  expect(page.wrapper.findAll('table button').map(each => each.text())).toEqual(['查看', '下载'])
  await page.wrapper.findAll('table button')[0]!.trigger('click')
  await vi.waitFor(() => expect(document.querySelector('img')?.alt).toContain('其他材料'), {
    timeout: 10_000,
  })
  expect((show.mock.calls[0]?.[0] as Blob).type).toBe('image/jpeg')
  page.unmount()
  expect(release).toHaveBeenCalledWith('blob:picture')
})
