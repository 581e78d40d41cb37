import { getCoverage, getPanel, listApplications, listCoverageGaps } from '@sunshine-aid/api-contract'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject } from 'vitest'
import { apiAs } from '../support/apiAs.ts'
import { test } from '../support/e2e.ts'

const PHONE = { viewport: { width: 390, height: 844 } }
const FACTS = '入学以来多次无故缺课，作业长期不交，同学反映放学后独自在外逗留。'
const MORE = '十月起由社区网格员每周看望一次。'
const SECRET = '家里的情况我了解，现在就该有人带着他。'
const VOTERS = ['taicang-panel-1', 'taicang-panel-3', 'taicang-panel-4'] as const

/** What is known before the first step. */
let schoolId: string
let student: { readonly id: string; readonly name: string }
let coveredBefore: number
let names: ReadonlyMap<string, string>
/** Known from the first step on. */
let id: string

beforeAll(async () => {
  const portalUrl = inject('portalUrl')
  const officer = apiAs(portalUrl, 'taicang-officer-1')
  const teacher = apiAs(portalUrl, 'taicang-teacher-1')
  const { accounts } = (await (await fetch(new URL('/stub/accounts', portalUrl))).json()) as {
    accounts: { subject: string; name: string }[]
  }
  names = new Map(accounts.map(account => [account.subject, account.name]))
  const { items } = await teacher.call(listApplications, { query: { limit: '100' } })
  const mine = items[0]
  if (!mine) throw new Error('the demo class has no requests')
  schoolId = mine.schoolId
  const params = { id: schoolId, indicator: 'homeVisitCoverage' } as const
  const gaps = await officer.call(listCoverageGaps, { params, query: { limit: '100' } })
  const applied = new Set(items.flatMap(({ status, studentId }) => (status === 'withdrawn' ? [] : studentId)))
  const gap = gaps.items.find(each => each.className === mine.className && !applied.has(each.studentId))
  if (!gap) throw new Error('the demo class has nobody without a visit and a request')
  student = { id: gap.studentId, name: gap.studentName }
  coveredBefore = await coveredAtSchool(portalUrl)
})

async function coveredAtSchool(portalUrl: string): Promise<number> {
  const params = { id: schoolId, indicator: 'homeVisitCoverage' } as const
  const { rows } = await apiAs(portalUrl, 'taicang-officer-1').call(getCoverage, { params })
  const total = rows.find(({ orgId }) => orgId === null)?.cells.at(-1)
  return total?.state === 'shown' ? total.covered : Number.NaN
}

/** Opens the request where its next person finds it: first in the list of what waits for them. */
async function openMine(page: Page): Promise<void> {
  await page.goto('/applications')
  await page.getByRole('link', { name: student.name, exact: true }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** The page says in which state the request is, whose turn it is and since when. */
async function expectNext(page: Page, status: string, role: string, ...accounts: string[]): Promise<void> {
  const tag = page.locator('.sa-page__status')
  await tag.getByText(status, { exact: true }).waitFor()
  const said = (await page.locator('aside').textContent()) ?? ''
  for (const words of [role, ...accounts.map(nameOf)]) expect(said).toContain(words)
  expect(said).toMatch(/自 \d{4}-\d{2}-\d{2} \d{2}:\d{2} 起，已等待 不到 1 天/)
}

/** Everything that is offered in 您现在可以, in its order. */
const offered = (page: Page) =>
  page.locator('aside .sa-card', { hasText: '您现在可以' }).locator('button, a').allTextContents()

const nameOf = (account: string) => names.get(account) ?? account
const choose = (page: Page, name: string) =>
  page
    .getByRole('button', { name, exact: true })
    .or(page.getByRole('link', { name, exact: true }))
    .click()

describe('a request from draft to determination, each step by its own role', () => {
  test('a teacher starts it, and what they typed outlives a closed browser', async ({ openAs }) => {
    const page = await openAs('taicang-teacher-1')
    await page.goto('/applications')
    await choose(page, '发起申请')
    await page.getByRole('combobox').fill(student.name)
    await page.getByRole('option', { name: new RegExp(student.name) }).click()
    await choose(page, '开始填写')
    await page.getByLabel('事实和理由').fill(FACTS)
    await page.getByText('已保存').waitFor()
    id = /applications\/([^/]+)\/draft/.exec(page.url())?.[1] ?? ''
    await page.context().close()

    const again = await openAs('taicang-teacher-1')
    await openMine(again)
    await expect.poll(() => again.getByLabel('事实和理由').inputValue()).toBe(FACTS)
  })

  test('the teacher completes it and hands it to the aid officers', async ({ openAs }) => {
    const page = await openAs('taicang-teacher-1')
    await openMine(page)
    await choose(page, '提交申请')
    await page.getByRole('alert').getByText('请至少选择一类成长困境').waitFor()
    await page.getByLabel('农村留守儿童').check()
    await page.getByLabel('学业辅导').check()
    await page.getByLabel('教师代为提出').check()
    await page.getByLabel('已向家庭说明').check()
    await choose(page, '提交申请')
    await expectNext(page, '已提交', '资助专干', 'taicang-officer-1', 'taicang-officer-2')
    expect(await offered(page)).toEqual(['撤回申请'])
  })

  test('an officer takes it, and returns it once for more', async ({ openAs }) => {
    const page = await openAs('taicang-officer-1')
    await openMine(page)
    await choose(page, '受理这份申请')
    await expectNext(page, '受理中', '资助专干')
    await choose(page, '退回补充')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('需要补充什么').fill('请补充校外由谁照看。')
    await dialog.getByRole('button', { name: '退回', exact: true }).click()
    await expectNext(page, '退回补充', '班主任', 'taicang-teacher-1')
    expect(await offered(page)).not.toContain('通过初核')
  })

  test('the teacher reads what is missing, adds it and submits again', async ({ openAs }) => {
    const page = await openAs('taicang-teacher-1')
    // What is to be written opens where it is written.
    await openMine(page)
    await page.getByText('请补充校外由谁照看。').waitFor()
    expect(await page.getByLabel('农村留守儿童').isChecked()).toBe(true)
    await page.getByLabel('事实和理由').fill(`${FACTS}${MORE}`)
    await choose(page, '提交申请')
    await expectNext(page, '已提交', '资助专干')
  })

  test('an officer passes it through screening, with the check for sensitive applicants', async ({
    openAs,
  }) => {
    const page = await openAs('taicang-officer-1')
    await openMine(page)
    await page.getByText(MORE).waitFor()
    await choose(page, '受理这份申请')
    await choose(page, '通过初核')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '通过初核' }).click()
    await dialog.getByText('请选择一项').first().waitFor()
    await dialog.getByLabel('不属于上述情形').check()
    await dialog.getByRole('button', { name: '通过初核' }).click()
    await expectNext(page, '待家访', '班主任', 'taicang-teacher-1')
  })

  test('the teacher records the visit on a phone', async ({ openAs }) => {
    const page = await openAs('taicang-teacher-1', PHONE)
    await openMine(page)
    await choose(page, '记录家访')
    await page.getByLabel('走访记录').fill('祖母在家，孩子愿意参加课后辅导。')
    await page.getByText('补充（可不填）').click()
    await page.getByLabel('讲解了相关政策').check()
    await choose(page, '保存')
    await expectNext(page, '集体评议', '资助专干')
    await page.getByText('祖母在家，孩子愿意参加课后辅导。').waitFor()
  })

  test('an officer convenes a panel of four with a chair', async ({ openAs }) => {
    const page = await openAs('taicang-officer-1')
    await openMine(page)
    await choose(page, '组织集体评议')
    for (const number of [1, 2, 3, 4]) await page.getByLabel(nameOf(`taicang-panel-${number}`)).check()
    await page.getByLabel('组长').selectOption({ label: nameOf('taicang-panel-1') })
    await choose(page, '组成评议小组')
    await page.getByText('0 / 4 位成员已提交意见').waitFor()
    await expectNext(page, '集体评议', '评议成员')
  })

  test('a member who is related steps back, and sees the request no more', async ({ openAs, watch }) => {
    watch.expect(/status of 404/)
    const page = await openAs('taicang-panel-2')
    await openMine(page)
    await choose(page, '申请回避')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('与学生有亲属关系').check()
    await dialog.getByRole('button', { name: '确认回避' }).click()
    await page.getByRole('heading', { name: '申请办理' }).waitFor()
    await page.goto(`/applications/${id}`)
    await page.getByText('没有找到').waitFor()
  })

  test('opinions stay sealed until all have voted, on the page and in every answer', async ({
    openAs,
    portalUrl,
  }) => {
    const [first, second, third] = VOTERS
    await giveOpinion(await openAs(first), SECRET)
    await giveOpinion(await openAs(second), '可行。')
    for (const account of [third, 'taicang-officer-1']) {
      const page = await openAs(account)
      const answers: Promise<string>[] = []
      page.on('response', reply => reply.url().includes('/api/') && answers.push(reply.text()))
      await page.goto(`/applications/${id}`)
      await page.getByText('2 / 3 位成员已提交意见').waitFor()
      expect(await page.content()).not.toContain(SECRET)
      const said = (await Promise.all(answers)).join()
      expect(said).toContain(student.name)
      expect(said).not.toContain(SECRET)
      const panel = await apiAs(portalUrl, account).call(getPanel, { params: { id } })
      expect(panel.members.map(({ opinion }) => opinion)).toEqual([null, null, null, null])
    }
    const page = await openAs(third)
    await giveOpinion(page, '同意。')
    await page.getByText(SECRET).waitFor()
  })

  test('the chair closes the panel, and nobody else is offered it', async ({ openAs }) => {
    const member = await openAs(VOTERS[1])
    await member.goto(`/applications/${id}`)
    await expectNext(member, '集体评议', '评议成员', VOTERS[0])
    expect(await offered(member)).not.toContain('结束评议')

    const chair = await openAs(VOTERS[0])
    await openMine(chair)
    await choose(chair, '结束评议')
    await chair.getByRole('dialog').getByRole('button', { name: '结束评议' }).click()
    await expectNext(chair, '待学校确认', '学校负责人', 'taicang-head')
    expect(await offered(chair)).not.toContain('学校确认')
  })

  test('the school head determines it with the agreed services', async ({ openAs }) => {
    const page = await openAs('taicang-head')
    await openMine(page)
    await choose(page, '学校确认')
    await page.getByText('评议通过').waitFor()
    const contents = page.getByLabel('服务内容')
    await contents.nth(0).fill('每月一次家长课堂')
    await contents.nth(1).fill('每周两次课后辅导')
    const providers = page.getByLabel('由谁提供')
    await providers.nth(0).fill('本校家庭教育指导站')
    await providers.nth(1).fill('数学教研组')
    await choose(page, '确认并开始支持')
    await page.getByText('已办结').first().waitFor()
    expect(await page.locator('.sa-page__status').textContent()).toContain('已确定')
    await page.getByText('每周两次课后辅导').waitFor()
  })

  test('the support is active in the archive', async ({ openAs }) => {
    const page = await openAs('taicang-officer-1')
    await page.goto(`/applications/${id}`)
    await choose(page, '打开成长档案')
    await page.getByText('每月一次家长课堂').waitFor()
    expect(page.url()).toContain(`/archives/${student.id}`)
    await page.getByText('支持中').first().waitFor()
    await page.getByText('祖母在家，孩子愿意参加课后辅导。').waitFor()
  })

  test('the student waits for mentors, and the number of home visits has moved', async ({
    openAs,
    portalUrl,
  }) => {
    const page = await openAs('taicang-officer-1')
    await page.goto('/mentors')
    const row = page.getByRole('row').filter({ hasText: student.name })
    await row.waitFor()
    expect(await row.textContent()).toMatch(/资助育人导师.*心理育人导师/)

    expect(await coveredAtSchool(portalUrl)).toBe(coveredBefore + 1)
    await page.goto('/coverage-reports')
    await page
      .getByText(new RegExp(`^${coveredBefore + 1} / \\d+ 人`))
      .first()
      .waitFor()
    await choose(page, '看看还缺谁')
    await page.getByRole('table').waitFor()
    expect(await page.getByRole('row').filter({ hasText: student.name }).count()).toBe(0)
  })
})

async function giveOpinion(page: Page, grounds: string): Promise<void> {
  await openMine(page)
  await choose(page, '提交评议意见')
  await page.getByLabel('有必要', { exact: true }).check()
  await page.getByLabel('可行', { exact: true }).check()
  await page.getByLabel('理由').fill(grounds)
  await choose(page, '提交意见')
  await page
    .getByText(/\d \/ 3 位成员已提交意见|全部/)
    .first()
    .waitFor()
}
