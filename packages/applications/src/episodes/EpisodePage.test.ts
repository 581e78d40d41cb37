import { listEpisodes } from '@sunshine-aid/api-contract'
import { aSpell, closedExit, exitOf, judge, readSpell } from '@sunshine-aid/api-server/testing/spells'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import applications from '../module.ts'
// Pages are loaded when they are opened; here they are there from the start, whatever the machine is busy with.
import './EpisodeListPage.vue'
import './EpisodePage.vue'
import './ProposeExitPage.vue'
import '../notices/NewNoticePage.vue'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const open = (as: string, path: string) => mountPage(applications, { api: school, as, path })
const file = (as: string, id: string) => open(as, `/episodes/${id}`)
/** What the card “您现在可以” offers. */
const actions = ({ wrapper }: MountedPage) =>
  wrapper
    .findAll('aside .sa-card')
    .filter(card => card.text().startsWith('您现在可以'))
    .flatMap(card => card.findAll('button, a').map(button => button.text()))

it('offers each reader what they may do, the next thing first', async () => {
  const { id } = await aSpell(school)
  expect(actions(await file('officer', id))).toEqual(['季度更新', '学年复核', '提出退出', '转接到其他学校'])
  expect(actions(await file('teacher', id))).toEqual(['季度更新'])
  expect(actions(await file('head', id))).toEqual([])
})

it('says what is due and by when, and puts the yearly review first once it is near', async () => {
  const { id } = await aSpell(school, { startedOn: '2025-10-20' })
  const page = await file('officer', id)
  expect(page.wrapper.get('aside').text()).toContain('学年复核，2026-10-20 前')
  expect(actions(page)[0]).toBe('学年复核')
})

it('a refresh is done in the dialog, and stands in the history with its author', async () => {
  const { id } = await aSpell(school, { startedOn: '2026-07-06' })
  const page = await file('teacher', id)
  await page.wrapper.get('aside button').trigger('click')
  await page.idle()
  const dialog = () => document.querySelector('[role="dialog"]')
  const note = dialog()?.querySelector('textarea')
  if (!note) throw new Error('the dialog has no field for what changed')
  dialog()
    ?.querySelector('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }))
  await page.idle()
  expect(dialog()?.textContent).toContain('请填写')
  note.value = '出勤稳定'
  note.dispatchEvent(new Event('input'))
  dialog()
    ?.querySelector('form')
    ?.dispatchEvent(new Event('submit', { cancelable: true }))
  await page.idle()
  expect((await readSpell(school, 'officer', id)).reviews[0]).toMatchObject({ note: '出勤稳定' })
  expect(page.wrapper.text()).toContain('仍然合适 · 出勤稳定')
  expect(page.wrapper.get('aside').text()).toContain('季度更新，2027-01-12 前')
})

it('opinions about an exit stay sealed on the page until everybody has judged', async () => {
  const id = await exitOf(school, ['exit', 'taper'])
  const sealed = (await file('officer', id)).wrapper.text()
  expect(sealed).toContain('2 / 3 位成员已提交意见')
  expect(sealed).not.toContain('pan1 的理由')
  await judge(school, 'pan3', id, 'exit')
  expect((await file('officer', id)).wrapper.text()).toContain('pan1 的理由')
})

it('an exit that a grandparent asks for is entered by staff, and names both on the page', async () => {
  const { id } = await aSpell(school)
  const { wrapper, idle } = await open('officer', `/episodes/${id}/exit`)
  const choose = (words: string) =>
    wrapper
      .findAll('label.sa-choice')
      .find(label => label.text() === words)
      ?.get('input')
      .setValue()
  await choose('家长（（外）祖父母）')
  await choose('达到正常水平')
  await wrapper.get('textarea').setValue('出勤与成绩均已稳定')
  await wrapper.get('form').trigger('submit')
  await idle()
  expect((await readSpell(school, 'officer', id)).exitReview).toMatchObject({
    proposer: 'guardian',
    relation: 'grandparent',
  })
  const shown = (await file('head', id)).wrapper.text()
  expect(shown).toContain('家长提出，由老师代填')
  expect(shown).toContain('officer 于 2026-10-12 代填')
  expect(shown).toContain('与学生的关系（外）祖父母')
})

it('the head reads what the majority found before confirming', async () => {
  const id = await closedExit(school, ['taper', 'taper', 'exit'])
  const page = await file('head', id)
  expect(page.wrapper.text()).toContain('多数意见：逐步退出')
  expect(actions(page)).toEqual(['学校确认'])
})

it('a file of another school is not found, and no name is in a title', async () => {
  const { id } = await aSpell(school, { name: '某学生' })
  expect((await file('neighbour', id)).wrapper.text()).toContain('没有找到')
  expect((await file('officer', id)).host.log.titles.join()).not.toContain('某学生')
})

it('the register lists what is due in a tab of its own, and says when nothing is', async () => {
  const page = await open('officer', '/episodes?due=review')
  const due = await school.call('officer', listEpisodes, { query: { due: 'review' } })
  expect(page.wrapper.findAll('tbody tr')).toHaveLength(due.body.items.length)
  expect((await open('head', '/episodes?status=transferred')).wrapper.text()).toContain('没有这种状态的学生')
})

it('a service that should have begun leads from the work list to its tab, by a line that says why and by when', async () => {
  const { id } = await aSpell(school)
  await school.asOwner(trx =>
    trx
      .insertInto('aid_service')
      .values({
        episode_id: id,
        org_path: school.tree.c1k1s1a1.path,
        category: 'academicTutoring',
        provider: '三年级组',
        content: '课后辅导',
        starts_on: '2026-10-05',
        status: 'planned',
      })
      .execute(),
  )
  const page = await open('officer', '/')
  const line = page.wrapper.findAll('a').find(link => link.text().includes('要开始的约定服务'))
  expect(page.wrapper.text()).toContain('您是资助专干')
  expect(page.wrapper.text()).toContain('最早 2026-10-16 到期')
  expect(line?.attributes('href')).toContain('episodes?due=service')
  const list = await open('officer', '/episodes?due=service')
  expect(list.wrapper.find('tbody').text()).toContain('开始约定的服务，2026-10-16 前')
  expect((await open('teacher', '/episodes')).wrapper.text()).not.toContain('待开始的服务')
})

it('the page of a notice says first that compulsory education knows no withdrawal', async () => {
  const page = await open('officer', '/notices/new')
  expect(page.wrapper.text()).toContain('义务教育阶段不得退学、开除')
})
