import { getApplication, listSweepProposals, startSweep } from '@sunshine-aid/api-contract'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { addSign } from '@sunshine-aid/api-server/testing/signs'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import applications from '../module.ts'

let school: School
let sweepId: string
beforeAll(async () => {
  school = await openSchool()
  for (const [place, code] of [
    ['c1k1s1a1', 'orphan'],
    ['c1k1s1a1', 'leftBehind'],
    ['c1k1s1a2', 'familyMisfortune'],
  ] as const) {
    await addSign(school, await school.addStudent({ place }), code)
  }
  const body = { schoolId: school.tree.c1k1s1.id }
  sweepId = (await school.call('officer', startSweep, { body })).body.id
})
afterAll(() => school.close())

const open = (as: string, path = `/sweeps/${sweepId}`) => mountPage(applications, { api: school, as, path })
const rows = ({ wrapper }: MountedPage) => wrapper.findAll('tbody tr').map(row => row.text())
const press = async (page: MountedPage, label: string) => {
  const button = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent.trim() === label,
  )
  if (!button) throw new Error(`there is no button ${label}`)
  button.click()
  await page.idle()
}

it('lists whom the sweep proposes with every reason, its source and its day', async () => {
  const page = await open('officer')
  expect(rows(page)).toHaveLength(3)
  expect(rows(page).join()).toContain('农村留守儿童')
  expect(rows(page).join()).toContain('留守儿童（学生名单，2026-09-10）')
  expect(page.wrapper.text()).toContain('家庭教育缺失')
})

it('shows a class teacher the own class, and a dilemma alone when it is asked for', async () => {
  expect(rows(await open('teacher2'))).toHaveLength(1)
  const filtered = await open('officer', `/sweeps/${sweepId}?dilemma=mentalHealth`)
  expect(rows(filtered)).toHaveLength(1)
})

it('somebody who may only read sees no button to decide', async () => {
  const page = await open('head')
  expect(rows(page)).toHaveLength(3)
  expect(page.wrapper.findAll('tbody button')).toEqual([])
})

it('taking a proposal up starts a draft and says where it is', async () => {
  const page = await open('teacher2')
  await press(page, '采纳')
  await press(page, '新建草稿')
  expect(rows(page).join()).toContain('没有需要处理的建议')
  const { body } = await school.call('officer', listSweepProposals, {
    params: { id: sweepId },
    query: { state: 'accepted' },
  })
  const params = { id: body.items[0]?.decision?.applicationId ?? '' }
  expect((await school.call('officer', getApplication, { params })).body.status).toBe('draft')
  const all = await open('officer', `/sweeps/${sweepId}?state=accepted`)
  expect(rows(all)[0]).toContain('teacher2于 2026-10-12 采纳')
})

it('setting one aside asks for the reason, and for words where it is another one', async () => {
  const page = await open('teacher')
  await press(page, '排除')
  const other = document.querySelector<HTMLInputElement>('input[value="other"]')
  other?.click()
  await page.idle()
  const buttons = [...document.querySelectorAll<HTMLElement>('[role="dialog"] button')]
  buttons.find(({ textContent }) => textContent.trim() === '排除')?.click()
  await page.idle()
  expect(document.querySelector('[role="dialog"]')?.textContent).toContain('请填写这一项')
})

it('a sweep of another school is not found', async () => {
  expect((await open('neighbour')).wrapper.text()).toContain('没有找到')
})

it('the paper names the open proposals with room for what is found', async () => {
  const page = await open('officer', `/sweeps/${sweepId}/paper`)
  const paper = page.wrapper.get('.sa-paper').text()
  for (const part of ['摸排名单', '第 1 名', '核实情况', '不得张贴或转发']) expect(paper).toContain(part)
})

it('no name stands in a title', async () => {
  const page = await open('officer')
  expect(page.host.log.titles.join()).not.toMatch(/学生\d/)
})
