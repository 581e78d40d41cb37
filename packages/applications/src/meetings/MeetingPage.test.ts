import { closePanel, conveneMeeting } from '@sunshine-aid/api-contract'
import { done, journeyTo, vote } from '@sunshine-aid/api-server/testing/journey'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import applications from '../module.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.promote('officer2', 'panelMember')
})
afterAll(() => school.close())

const open = (path: string, as: string) => mountPage(applications, { api: school, as, path })
const buttons = ({ wrapper }: MountedPage) =>
  wrapper.findAll('button, a').map(button => button.text().replace(/\s+/g, ' '))
async function press(page: MountedPage, label: string): Promise<void> {
  const found = page.wrapper.findAll('button, a').find(button => button.text() === label)
  if (!found) throw new Error(`there is no ${label} among ${buttons(page).join(' | ')}`)
  await found.trigger('click')
  await page.idle()
}
/** Ticks or chooses what has this label. */
async function tick(page: MountedPage, label: string, within = 'label'): Promise<void> {
  const found = page.wrapper.findAll(within).find(each => each.text().includes(label))
  if (!found) throw new Error(`there is no choice ${label}`)
  await found.get('input').trigger('change')
}

let cases: string[]
beforeEach(async () => {
  await school.asOwner(trx => trx.deleteFrom('application').execute())
  cases = []
  for (const enterer of ['teacher', 'officer2'])
    cases.push((await journeyTo(school, 'underReview', enterer)).id)
})

async function aMeeting(): Promise<string> {
  const members = ['pan1', 'pan2', 'pan3'].map(school.id)
  const body = {
    title: '十月评议会',
    plannedAt: '2026-10-14T06:00:00.000Z',
    place: '小会议室',
    online: false,
    chair: members[0]!,
    members,
    cases: cases.map(applicationId => ({ applicationId, extra: [] })),
  }
  const params = { id: school.tree.c1k1s1.id }
  return done(await school.call('officer', conveneMeeting, { params, body })).body.id
}

it('an officer who convenes a meeting sees who is left out of which case, and where members are missing', async () => {
  const page = await open('/meetings/new', 'officer')
  for (const box of page.wrapper.findAll('[name="cases"], .sa-field').at(0)!.findAll('input'))
    await box.trigger('change')
  for (const member of ['pan1', 'pan2', 'officer2']) await tick(page, member)
  await page.idle()
  const text = page.wrapper.text()
  expect(text).toContain('officer2回避：填写或提交该申请的人不能参加评议')
  expect(text).toContain('至少 3 人评议，还差 1 人')
  expect(text).toContain('3 人评议')
  await press(page, '召集会议')
  expect(page.wrapper.get('[role="alert"], .sa-errors, form').text()).toContain('请为这一件补充成员')
})

it('a member goes through the agenda: next case, opinion, back to the agenda, next case', async () => {
  const id = await aMeeting()
  const page = await open(`/meetings/${id}`, 'pan2')
  for (const position of [1, 2]) {
    await press(page, `下一件：第 ${position} 件`)
    expect(page.router.currentRoute.value.name).toBe('opinion')
    for (const answer of ['有必要', '可行']) await tick(page, answer)
    await press(page, '提交意见')
    expect(page.router.currentRoute.value).toMatchObject({ name: 'meeting', params: { id } })
  }
  expect(page.wrapper.text()).toContain('您的意见都提交了')
  expect(page.wrapper.text()).toContain('1 / 3 人已提交')
})

it('what was chosen is not lost without a question', async () => {
  const page = await open(`/${cases[0]}/opinion`, await sitting())
  await tick(page, '有必要')
  await press(page, '取消')
  expect(page.wrapper.text() + document.body.textContent).toContain('还没有提交')
  expect(page.router.currentRoute.value.name).toBe('opinion')
})

async function sitting(): Promise<string> {
  await aMeeting()
  return 'pan1'
}

it('the minutes have a sheet for each closed case, and no opinion of the others', async () => {
  const id = await aMeeting()
  for (const member of ['pan1', 'pan2', 'pan3'])
    await vote(school, member, cases[0]!, { necessity: true, feasibility: true, grounds: '第一件的理由' })
  await vote(school, 'pan1', cases[1]!, { necessity: false, feasibility: true, grounds: '第二件的理由' })
  const params = { id: cases[0]! }
  done(await school.call('pan1', closePanel, { params, body: { declineReason: null } }))
  const { wrapper } = await open(`/meetings/${id}/minutes`, 'officer')
  const sheets = wrapper.findAll('.sa-paper').map(sheet => sheet.text())
  expect(sheets).toHaveLength(2)
  expect(sheets[0]).toContain('评议尚未结束')
  expect(sheets[1]).toContain('第一件的理由')
  expect(sheets[1]).toContain('全部意见与提交时封存的内容一致')
  expect(sheets.join('')).not.toContain('第二件的理由')
  for (const sheet of sheets) expect(sheet).toMatch(/由officer于 \d{4}-\d\d-\d\d \d\d:\d\d 打印/)
})
