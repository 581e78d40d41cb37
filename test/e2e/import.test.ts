import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { readSheet } from '@sunshine-aid/api-server/src/spreadsheet/readWorkbook.ts'
import { aWorkbook } from '@sunshine-aid/api-server/src/spreadsheet/testing/aWorkbook.ts'
import { test } from '../support/e2e.ts'
import { listRow, studentList } from '../support/studentList.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const ROWS = 300
/** Of a school that no other test writes to: a class of three hundred is not a class to choose from at a glance. */
const OFFICER = 'wuxi-officer-1'
const IN_CLASS = { grade: '七年级', className: '1班' }
/** A name that nobody in the demo province has. */
const CHILD = '欧阳示例'
let list: Buffer

beforeAll(async () => {
  const rows = Array.from({ length: ROWS }, (_, at) => listRow(at, IN_CLASS))
  rows[0] = listRow(0, { ...IN_CLASS, name: CHILD })
  rows[10] = listRow(10, { ...IN_CLASS, recognisedOn: '昨天' })
  list = await studentList(rows)
})

async function upload(page: Page, name: string, content: Buffer): Promise<void> {
  await page.goto('/archives/import')
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: XLSX, buffer: content })
  await page.getByRole('button', { name: '上传并预览' }).click()
}

const titlesOf = async (workbook: Buffer) => (await readSheet(workbook)).rows[0]?.cells

/** As Excel 97 begins its files: a compound document with a workbook in it. */
const OLD_XLS = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(504),
  Buffer.from('Root Entry\0Workbook\0', 'utf16le'),
])

describe('a school’s list of needy students', () => {
  test('has a template with the titles that the import knows', async ({ openAs }) => {
    const page = await openAs(OFFICER)
    await page.goto('/archives/import')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载模板' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
    const template = await readFile(await download.path())
    expect(await titlesOf(template)).toEqual(await titlesOf(list))
  })

  test('shows its faults by row and column, is corrected on the page and enters whole', async ({
    openAs,
  }) => {
    const page = await openAs(OFFICER)
    await upload(page, '名单.xlsx', list)
    const faulty = page.getByRole('row').filter({ hasText: '认定日期：日期不正确' })
    await faulty.waitFor()
    // Excel counts the heading as row 1.
    expect(await faulty.getByRole('rowheader').textContent()).toBe('12')
    expect(await page.getByRole('button', { name: '确认导入' }).getAttribute('aria-disabled')).toBe('true')

    await faulty.getByRole('button', { name: '改正' }).click()
    const dialog = page.getByRole('dialog', { name: '改正第 12 行' })
    await dialog.getByLabel('认定日期').fill('2026-09-12')
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByText(`全部 ${ROWS} 行都正确`).waitFor()
    const confirm = page.getByRole('button', { name: '确认导入' })
    await expect.poll(() => confirm.getAttribute('aria-disabled')).toBe(null)
    await confirm.click()
    await page.getByText(`新增 ${ROWS} 行，更新 0 行。`).waitFor()

    await page.getByRole('link', { name: '查看学生档案' }).click()
    await page.getByRole('searchbox').fill(CHILD)
    await page.getByRole('link', { name: CHILD }).click()
    await page.getByRole('heading', { name: CHILD, level: 1 }).waitFor()
  })

  test('has nothing to enter the second time', async ({ openAs }) => {
    const page = await openAs(OFFICER)
    const corrected = Array.from({ length: ROWS }, (_, at) => listRow(at, IN_CLASS))
    corrected[0] = listRow(0, { ...IN_CLASS, name: CHILD })
    corrected[10] = listRow(10, { ...IN_CLASS, recognisedOn: '2026-09-12' })
    await upload(page, '名单.xlsx', await studentList(corrected))
    await page.getByText('这份名单与系统中的完全一致').waitFor()
    expect(await page.getByRole('button', { name: '确认导入' }).count()).toBe(0)
  })

  const refused: readonly (readonly [what: string, name: string, content: Buffer, words: RegExp])[] = [
    ['an old .xls', '名单.xls', OLD_XLS, /旧版 Excel 格式.*另存为/],
    [
      'a workbook with macros',
      '名单.xlsm',
      aWorkbook({ parts: { 'xl/vbaProject.bin': 'x' } }),
      /含有宏.*另存为/,
    ],
    [
      'a picture',
      '名单.xlsx',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      /不是可以读取的表格.*另存为/,
    ],
  ]
  test.for(refused)('is refused as %s, with what to do', async ([, name, content, words], { openAs }) => {
    const page = await openAs(OFFICER)
    await upload(page, name, content)
    await page.getByText('这份文件不能导入').waitFor()
    await page.getByText(words).waitFor()
    await page.getByRole('link', { name: '重新上传' }).waitFor()
  })

  test('is not for class teachers', async ({ openAs }) => {
    const page = await openAs('taicang-teacher-1')
    await page.goto('/archives')
    await page.getByRole('heading', { name: '学生档案' }).waitFor()
    expect(await page.getByText('导入').count()).toBe(0)
    await page.goto('/archives/import')
    await page.getByRole('heading', { name: '您没有打开这个页面的权限' }).waitFor()
  })
})
