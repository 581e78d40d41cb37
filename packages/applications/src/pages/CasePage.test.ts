import { acceptIntake, completeScreening, saveDraft, submitApplication } from '@sunshine-aid/api-contract'
import {
  as,
  COMPLETE,
  convene,
  journeyTo,
  statusOf,
  vote,
  NO,
} from '@sunshine-aid/api-server/testing/journey'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import applications from '../module.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const open = (id: string, as: string) => mountPage(applications, { api: school, as, path: `/${id}` })
/** What the card “您现在可以” offers. */
const actions = ({ wrapper }: MountedPage) =>
  wrapper
    .findAll('aside .sa-card')
    .filter(card => card.text().startsWith('您现在可以'))
    .flatMap(card => card.findAll('button, a').map(button => button.text()))

it.each([
  ['submitted', 'officer', ['受理这份申请', '启动先行支持', '撤回申请']],
  ['submitted', 'teacher', ['撤回申请']],
  ['submitted', 'head', []],
  ['screening', 'officer', ['通过初核', '退回补充', '启动先行支持', '撤回申请']],
  ['awaitingVisit', 'teacher', ['记录家访', '撤回申请']],
  ['underReview', 'officer', ['组织集体评议', '启动先行支持', '撤回申请']],
  ['awaitingDetermination', 'head', ['学校确认', '不予确认', '委托他人确认']],
  ['awaitingDetermination', 'psych', []],
] as const)('a request in state %s offers %s %o', async (status, as, offered) => {
  const { id } = await journeyTo(school, status)
  expect(actions(await open(id, as))).toEqual(offered)
})

it('names who must act next, and since when', async () => {
  const { id } = await journeyTo(school, 'screening')
  const page = await open(id, 'teacher')
  expect(page.wrapper.get('aside').text()).toContain('资助专干（officer、officer2）')
  expect(page.wrapper.get('aside').text()).toContain('自 2026-10-12 09:30 起')
})

it('the officer takes a request by one click', async () => {
  const { id } = await journeyTo(school, 'submitted')
  const page = await open(id, 'officer')
  await page.wrapper.get('aside button').trigger('click')
  await page.idle()
  expect(await statusOf(school, id)).toBe('screening')
  expect(actions(page)[0]).toBe('通过初核')
})

it('an officer who entered the request sees why they cannot take it themself', async () => {
  const { id } = await journeyTo(school, 'submitted', 'officer2')
  const page = await open(id, 'officer2')
  const button = page.wrapper.get('aside button')
  expect(button.attributes('aria-disabled')).toBe('true')
  expect(page.wrapper.get('aside').text()).toContain('不能受理自己填写的申请')
})

it('opinions stay sealed on the page until everybody has voted', async () => {
  const { id } = await journeyTo(school, 'underReview')
  await convene(school, id)
  await vote(school, 'pan1', id)
  await vote(school, 'pan2', id, { ...NO, grounds: '另有更合适的办法' })
  const sealed = await open(id, 'officer')
  expect(sealed.wrapper.text()).toContain('2 / 3 位成员已提交意见')
  expect(sealed.wrapper.text()).not.toContain('另有更合适的办法')
  await vote(school, 'pan3', id)
  const opened = await open(id, 'officer')
  expect(opened.wrapper.text()).toContain('另有更合适的办法')
})

it('a request of another school is not found, in words and with a code', async () => {
  const { id } = await journeyTo(school, 'submitted')
  const page = await open(id, 'neighbour')
  expect(page.wrapper.text()).toContain('没有找到')
  expect(page.wrapper.text()).toMatch(/APP-[0-9A-Z]{4}-\d{4}/)
})

it('the student’s name is in no title', async () => {
  const { id } = await journeyTo(school, 'submitted')
  const page = await open(id, 'officer')
  expect(page.wrapper.get('h1').text()).toMatch(/^学生\d+$/)
  expect(page.host.log.titles.join()).not.toMatch(/学生\d/)
})

it('a sudden change shows how much time is left, and by when', async () => {
  const { id } = await journeyTo(school, 'draft')
  await as(school, 'teacher', id, saveDraft, { body: { ...COMPLETE, suddenChange: true } })
  await as(school, 'teacher', id, submitApplication)
  const aside = (await open(id, 'officer')).wrapper.get('aside').text()
  expect(aside).toContain('绿色通道')
  expect(aside).toContain('还剩 48 小时 0 分')
  expect(aside).toContain('应在 2026-10-14 09:30 前办结')
  expect((await open((await journeyTo(school, 'submitted')).id, 'officer')).wrapper.text()).not.toContain(
    '绿色通道',
  )
})

it('says when the request came to each station, and how long it was there', async () => {
  const { id } = await journeyTo(school, 'submitted')
  school.clock.now = new Date(school.clock.now.getTime() + 2 * 86_400_000)
  await as(school, 'officer', id, acceptIntake)
  school.clock.now = new Date(school.clock.now.getTime() + 2 * 86_400_000)
  await as(school, 'officer', id, completeScreening, {
    body: { sensitiveApplicant: 'notConcerned', note: null },
  })
  const stations = (await open(id, 'officer')).wrapper.findAll('ol.sa-steps li').map(step => step.text())
  expect(stations[1]).toContain('2026-10-12 起，4 天')
})

it('whoever is too close to the case can be seen, but not chosen, when a panel is convened', async () => {
  await school.promote('teacher', 'panelMember')
  const { id } = await journeyTo(school, 'underReview')
  const { wrapper } = await mountPage(applications, { api: school, as: 'officer', path: `/${id}/panel` })
  const choice = wrapper.findAll('label').find(label => label.text().includes('teacher'))
  expect(choice?.text()).toContain('填写或提交该申请的人不能参加评议')
  expect(wrapper.findAll('input[type="checkbox"]:disabled')).toHaveLength(1)
})

it('the chair releases a member who has left, says why, and the panel goes on without them', async () => {
  const { id } = await journeyTo(school, 'underReview')
  await convene(school, id, ['pan1', 'pan2', 'pan3', 'pan4'])
  expect(actions(await open(id, 'pan1'))).not.toContain('请离岗成员退出')
  const setAccount = (status: 'active' | 'disabled') =>
    school.asOwner(trx =>
      trx.updateTable('account').set({ status }).where('id', '=', school.id('pan4')).execute(),
    )
  await setAccount('disabled')
  const page = await open(id, 'pan1')
  const press = async (label: string) => {
    const buttons = [...document.querySelectorAll<HTMLElement>('button')]
    buttons
      .filter(({ textContent }) => textContent.trim() === label)
      .at(-1)
      ?.click()
    await page.idle()
  }
  await press('请离岗成员退出')
  const dialog = document.querySelector('[role=dialog]')
  const labels = [...(dialog?.querySelectorAll<HTMLElement>('label') ?? [])]
  expect(labels.map(({ textContent }) => textContent.trim())).toEqual(
    expect.arrayContaining(['pan4', '账号已停用']),
  )
  expect(dialog?.textContent).not.toContain('pan2')
  for (const label of labels) if (['pan4', '账号已停用'].includes(label.textContent.trim())) label.click()
  await press('请离岗成员退出')
  expect(page.wrapper.text()).toContain('已退出：账号已停用')
  await setAccount('active')
  await page.idle()
})
