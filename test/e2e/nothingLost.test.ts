import {
  getApplication,
  listApplications,
  listVisits,
  searchStudents,
  startApplication,
} from '@sunshine-aid/api-contract'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { apiAs } from '../support/apiAs.ts'
import { signIn, test } from '../support/e2e.ts'
import { enterStudent } from '../support/enterStudent.ts'

const TEACHER = 'taicang-teacher-1'
const OFFLINE = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/

async function newStudent(portalUrl: string, number: number, name: string): Promise<string> {
  await enterStudent(portalUrl, number, name)
  const { items } = await apiAs(portalUrl, TEACHER).call(searchStudents, { body: { name, limit: 1 } })
  if (!items[0]) throw new Error('the student who was just entered is not found')
  return items[0].id
}
const visitsOf = async (portalUrl: string, id: string) =>
  (await apiAs(portalUrl, TEACHER).call(listVisits, { params: { id } })).items

/** The first write to `path` arrives, and its answer does not. */
async function loseAnswer(context: BrowserContext, path: string, method: string): Promise<void> {
  let lost = false
  await context.route(path, async route => {
    if (lost || route.request().method() !== method) return route.fallback()
    lost = true
    await route.fetch()
    await route.abort('internetdisconnected')
  })
}

describe('a visit', () => {
  test('written without network is sealed on the device, survives its tab, and is stored once', async ({
    openAs,
    portalUrl,
    watch,
  }) => {
    watch.expect(OFFLINE)
    const name = '闻人示例'
    const id = await newStudent(portalUrl, 2101, name)
    const page = await openAs(TEACHER)
    const context = page.context()
    await page.goto(`/applications/students/${id}/visit`)
    const record = page.getByLabel('走访记录')
    await record.waitFor()
    await expect.poll(() => page.evaluate(filesAreThere)).toBe(true)

    await context.setOffline(true)
    await record.fill('与外祖母见面，家里很安静。')
    await page.getByText(/^已保存/).waitFor()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '还没有发送的家访记录' }).waitFor()
    await page.getByText('等待网络', { exact: true }).waitFor()
    const disk = await page.evaluate(whatLiesOnTheDisk)
    expect(disk).toHaveLength(1)
    for (const secret of [name, '外祖母', id, 'onSite']) expect(disk.join()).not.toContain(secret)
    await page.close()
    await context.setOffline(false)
    expect(await visitsOf(portalUrl, id)).toEqual([])

    const stranger = await context.newPage()
    await signIn(stranger, 'taicang-officer-1')
    await stranger.goto('/applications/visits')
    await stranger.getByRole('heading', { name: '家访安排' }).waitFor()
    await stranger.getByRole('tab', { name: '待我家访' }).waitFor()
    expect(await stranger.content()).not.toContain(name)
    expect(await visitsOf(portalUrl, id)).toEqual([])
    expect(await stranger.evaluate(whatLiesOnTheDisk)).toHaveLength(1)

    await signIn(stranger, TEACHER)
    await loseAnswer(context, '**/api/v1/students/*/visits', 'POST')
    await stranger.goto('/applications')
    await stranger.getByText('1 条家访记录已发送').waitFor()
    expect(await visitsOf(portalUrl, id)).toMatchObject([{ record: '与外祖母见面，家里很安静。' }])
    expect(await stranger.evaluate(whatLiesOnTheDisk)).toEqual([])
  })
})

describe('a draft', () => {
  async function twoWindows(openAs: (account: string) => Promise<Page>, path: string) {
    const first = await openAs(TEACHER)
    const second = await first.context().newPage()
    const windows = [first, second] as const
    for (const page of windows) {
      await page.goto(path)
      await page.getByLabel('事实和理由').waitFor()
    }
    return windows
  }

  test('that is typed in two windows holds what both wrote, and asks only where they wrote the same field', async ({
    openAs,
    portalUrl,
    watch,
  }) => {
    watch.expect(/status of 412/)
    const studentId = await newStudent(portalUrl, 2102, '东方示例')
    const api = apiAs(portalUrl, TEACHER)
    const { id } = await api.call(startApplication, { body: { studentId } })
    const read = () => api.call(getApplication, { params: { id } })
    const [first, second] = await twoWindows(openAs, `/applications/${id}/draft`)

    await first.getByLabel('事实和理由').fill('第一个窗口写的。')
    await second.getByRole('checkbox', { name: '学业辅导' }).check()
    await expect.poll(read, { timeout: 10_000 }).toMatchObject({
      factsAndReasons: '第一个窗口写的。',
      aidCategories: ['academicTutoring'],
    })

    await second.getByLabel('事实和理由').fill('第二个窗口写的。')
    await second.getByText(/^已保存/).waitFor()
    await expect.poll(read, { timeout: 10_000 }).toMatchObject({ factsAndReasons: '第二个窗口写的。' })
    await first.getByLabel('事实和理由').fill('第一个窗口又写了一句。')
    await first.getByText('这份申请在别处被修改过').waitFor()
    await first.getByRole('button', { name: '两段都保留' }).click()
    await expect
      .poll(read, { timeout: 10_000 })
      .toMatchObject({ factsAndReasons: '第二个窗口写的。\n第一个窗口又写了一句。' })
  })

  test('that is typed while the network is away is saved when it returns, and survives its tab then', async ({
    openAs,
    portalUrl,
    watch,
  }) => {
    watch.expect(OFFLINE)
    const studentId = await newStudent(portalUrl, 2103, '南宫示例')
    const api = apiAs(portalUrl, TEACHER)
    const { id } = await api.call(startApplication, { body: { studentId } })
    const page = await openAs(TEACHER)
    await page.goto(`/applications/${id}/draft`)
    const facts = page.getByLabel('事实和理由')
    await facts.waitFor()
    await page.context().setOffline(true)
    await facts.fill('断网时写的。')
    await page.getByText('尚未保存，正在自动重试').waitFor()
    await page.context().setOffline(false)
    await page.getByText(/^已保存/).waitFor()
    await facts.fill('断网时写的。马上关掉。')
    // Closed in the middle of typing, before any pause: what is typed goes out with the page.
    await page.close({ runBeforeUnload: false })
    await expect
      .poll(async () => (await api.call(getApplication, { params: { id } })).factsAndReasons, {
        timeout: 10_000,
      })
      .toMatch(/^断网时写的。/)
    const { items } = await api.call(listApplications, { query: { studentId } })
    expect(items).toHaveLength(1)
  })
})

/** Runs in the page: whether the browser has loaded what a page without network goes on to. */
function filesAreThere(): boolean {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  return loaded.some(name => name.includes('laterPages')) && loaded.some(name => name.includes('device-key'))
}

/** Runs in the page: each record that is kept on the device, as anybody could read it who has the disk. */
async function whatLiesOnTheDisk(): Promise<string[]> {
  const databases = await indexedDB.databases()
  if (!databases.some(({ name }) => name === 'sunshine-aid.visits')) return []
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('sunshine-aid.visits')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('the database does not open'))
  })
  const records = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
    const request = database.transaction('records').objectStore('records').getAll()
    request.onsuccess = () => resolve(request.result as Record<string, unknown>[])
    request.onerror = () => reject(new Error('the records cannot be read'))
  })
  database.close()
  return records.map(
    ({ box, ...clear }) => JSON.stringify(clear) + new TextDecoder().decode(box as ArrayBuffer),
  )
}
