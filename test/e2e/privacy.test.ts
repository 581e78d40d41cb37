import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject } from 'vitest'
import { test } from '../support/e2e.ts'
import { enterStudent } from '../support/enterStudent.ts'

const FACTS = '近来情绪低落，不愿与同学往来。'

/** Everything that the browser keeps for the portal, as text. */
async function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const stored = [localStorage, sessionStorage].map(storage => JSON.stringify(Object.entries(storage)))
    const databases = await indexedDB.databases()
    const records = await Promise.all(databases.map(({ name }) => readAll(name ?? '')))
    return [...stored, ...records, document.cookie, location.href, JSON.stringify(history.state)].join('\n')

    async function readAll(name: string): Promise<string> {
      const database = await settled(indexedDB.open(name))
      const stores = [...database.objectStoreNames]
      if (stores.length === 0) return ''
      const reading = database.transaction(stores)
      const rows = await Promise.all(stores.map(store => settled(reading.objectStore(store).getAll())))
      database.close()
      return JSON.stringify(rows)
    }
    function settled<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result)
        }
        request.onerror = () => {
          reject(request.error ?? new Error('the browser did not open its database'))
        }
      })
    }
  })
}

describe('of a child who was searched for, written about and shown', () => {
  test('nothing is left in the browser, in its history or in the log of the server', async ({
    openAs,
    portalUrl,
  }) => {
    const name = await enterStudent(portalUrl, 1900, '皇甫示例')
    const page = await openAs('taicang-teacher-1')
    const addresses: string[] = []
    page.on('framenavigated', frame => addresses.push(frame.url()))
    await page.goto('/applications/new')
    await page.getByRole('combobox').fill(name)
    await page.getByRole('option', { name }).click()
    await page.getByRole('button', { name: '开始填写' }).click()
    await page.getByLabel('事实和理由').fill(FACTS)
    await page.getByText('已保存').waitFor()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.locator('.sa-errors').waitFor()
    await page.goto('/applications?view=all')
    await page.getByText(name).first().waitFor()

    const log = await readFile(join(inject('portalDataDir'), 'portal.log'), 'utf8')
    // Otherwise it would be the wrong file.
    expect(log.includes('/applications/:id/content')).toBe(true)
    const traces = { kept: await kept(page), addresses: addresses.join(), title: await page.title(), log }
    const found = Object.entries(traces).filter(([, text]) =>
      [name, FACTS, encodeURIComponent(name)].some(sign => text.includes(sign)),
    )
    expect(found.map(([where]) => where)).toEqual([])
  })
})
