import type { Page } from 'playwright-core'
import { beforeAll, describe, inject } from 'vitest'
import { test } from '../support/e2e.ts'
import { enterStudent } from '../support/enterStudent.ts'
import { enter, pick, tabTo, tick, write } from '../support/keyboard.ts'

// Promise G25: the whole way of a request, each step by its own role, with no pointer at all. Beside the address of
// the first page everything is a key.

const FACTS = '今年春天起经常缺课，已与家长沟通两次。'
const VOTERS = ['taicang-panel-1', 'taicang-panel-3', 'taicang-panel-4'] as const

let name: string
let names: ReadonlyMap<string, string>
beforeAll(async () => {
  const portalUrl = inject('portalUrl')
  name = await enterStudent(portalUrl, 1960, '诸葛示例')
  const reply = await fetch(new URL('/stub/accounts', portalUrl))
  const { accounts } = (await reply.json()) as { accounts: { subject: string; name: string }[] }
  names = new Map(accounts.map(account => [account.subject, account.name]))
})

const nameOf = (account: string) => names.get(account) ?? account

/** From the list of what waits to the request. */
async function openMine(page: Page): Promise<void> {
  await page.goto('/applications')
  await page.getByRole('link', { name, exact: true }).waitFor()
  await enter(page, name)
  await page.locator('aside').getByText('您现在可以').waitFor()
}

const isNow = (page: Page, status: string) =>
  page.locator('.sa-page__status').getByText(status, { exact: true }).waitFor()

describe('a request from draft to determination, by keyboard alone', () => {
  test('a teacher starts, writes and submits it', async ({ openAs }) => {
    const page = await openAs('taicang-teacher-1')
    await page.goto('/applications/new')
    await page.getByRole('combobox').waitFor()
    await write(page, /为哪位学生申请/, name)
    await page.getByRole('option', { name }).waitFor()
    await page.keyboard.press('Enter')
    await enter(page, '开始填写')
    await page.getByLabel('事实和理由').waitFor()
    await tick(page, /^农村留守儿童/)
    await write(page, /^事实和理由/, FACTS)
    await tick(page, /^已向家庭说明/)
    await enter(page, '提交申请')
    await isNow(page, '已提交')
  })

  test('an officer takes it and passes it through screening', async ({ openAs }) => {
    const page = await openAs('taicang-officer-1')
    await openMine(page)
    await enter(page, '受理这份申请')
    await isNow(page, '受理中')
    await enter(page, '通过初核')
    await page.getByRole('dialog').getByLabel('不属于上述情形').waitFor()
    await tick(page, /^不属于上述情形/)
    await enter(page, '通过初核')
    await isNow(page, '待家访')
  })

  test('the teacher records the visit', async ({ openAs }) => {
    const page = await openAs('taicang-teacher-1')
    await openMine(page)
    await enter(page, '记录家访')
    await page.getByLabel('走访记录').waitFor()
    await write(page, /^走访记录/, '祖母在家，孩子愿意参加课后辅导。')
    await enter(page, '保存')
    await isNow(page, '集体评议')
  })

  test('an officer convenes three and a chair', async ({ openAs }) => {
    const page = await openAs('taicang-officer-1')
    await openMine(page)
    await enter(page, '组织集体评议')
    await page.getByLabel(nameOf(VOTERS[0])).waitFor()
    for (const account of VOTERS) await tick(page, new RegExp(`^${nameOf(account)}`))
    await pick(page, /^组长/, nameOf(VOTERS[0]))
    await enter(page, '组成评议小组')
    await page.getByText('0 / 3 位成员已提交意见').waitFor()
  })

  for (const account of VOTERS)
    test(`${account} votes`, async ({ openAs }) => {
      const page = await openAs(account)
      await openMine(page)
      await enter(page, '提交评议意见')
      await page.getByLabel('有必要', { exact: true }).waitFor()
      await tick(page, '有必要')
      await tick(page, '可行')
      await write(page, /^理由/, '情况属实。')
      await enter(page, '提交意见')
      await page.getByRole('heading', { level: 1, name: '提交评议意见' }).waitFor({ state: 'hidden' })
    })

  test('the chair closes the panel', async ({ openAs }) => {
    const page = await openAs(VOTERS[0])
    await openMine(page)
    await enter(page, '结束评议')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, '结束评议')
    await page.keyboard.press('Enter')
    await isNow(page, '待学校确认')
  })

  test('the head determines it with a service', async ({ openAs }) => {
    const page = await openAs('taicang-head')
    await openMine(page)
    await enter(page, '学校确认')
    await page.getByLabel('服务内容').first().waitFor()
    await write(page, /^服务内容/, '每月一次家长课堂')
    await write(page, /^由谁提供/, '本校家庭教育指导站')
    await enter(page, '确认并开始支持')
    await isNow(page, '已确定')
    await page.getByText('每月一次家长课堂').first().waitFor()
  })
})
