import { describe, expect } from 'vitest'
import { test } from '../support/e2e.ts'
import { enterStudent } from '../support/enterStudent.ts'
import { nameOfFocus, tabTo } from '../support/keyboard.ts'

const FACTS = '今年春天起经常缺课，已与家长沟通两次。'

describe('without a mouse', () => {
  test('a request is started, written and submitted', async ({ openAs, portalUrl }) => {
    const name = await enterStudent(portalUrl, 1500, '司徒示例')
    const page = await openAs('taicang-teacher-1')
    await page.goto('/applications/new')
    await page.getByRole('combobox').waitFor()
    await tabTo(page, /为哪位学生申请/)
    await page.keyboard.type(name)
    await page.getByRole('option', { name }).waitFor()
    await page.keyboard.press('Enter')
    await tabTo(page, '开始填写')
    await page.keyboard.press('Enter')

    await page.getByLabel('事实和理由').waitFor()
    await tabTo(page, /^农村留守儿童/)
    await page.keyboard.press('Space')
    await tabTo(page, /^事实和理由/)
    await page.keyboard.type(FACTS)
    await tabTo(page, /^教师代为提出|^学生本人|^家长/)
    await tabTo(page, /^已向家庭说明/)
    await page.keyboard.press('Space')
    await tabTo(page, '提交申请')
    await page.keyboard.press('Enter')
    await page.locator('.sa-page__status').getByText('已提交', { exact: true }).waitFor()
    await page.getByText(FACTS).waitFor()

    // A dialog takes the focus, keeps it, and gives it back to where it came from.
    await tabTo(page, '撤回申请')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: '撤回申请' })
    await dialog.waitFor()
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press('Tab')
      expect(await dialog.evaluate(element => element.contains(document.activeElement))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await page.evaluate(nameOfFocus)).toBe('撤回申请')
  })

  test('the first Tab of a page leads past the menu to its content', async ({ openAs }) => {
    const page = await openAs('taicang-officer-1')
    await page.goto('/applications')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(nameOfFocus)).toBe('跳到正文')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('main')?.tagName)).toBe('MAIN')
  })

  test('every way of the menu ends at the heading of its page', async ({ openAs }) => {
    const page = await openAs('taicang-officer-1')
    await page.goto('/')
    const menu = page.getByRole('navigation', { name: '功能菜单' })
    await menu.getByRole('link').first().waitFor()
    const names = await menu.getByRole('link').allTextContents()
    expect(names.length).toBeGreaterThan(5)
    for (const name of names.toReversed()) {
      await menu.getByRole('link', { name, exact: true }).press('Enter')
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.tagName), { timeout: 10_000 })
        .toBe('H1')
      expect(await page.title()).toContain(name)
    }
  })
})
