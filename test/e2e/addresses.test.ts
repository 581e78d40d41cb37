import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from '../support/e2e.ts'
import { serveNewVersion, withNewVersion, writeIntoPage } from '../support/servedRelease.ts'

/** A module as many are written: its router outlives it, and it goes where it likes. */
const CARELESS = {
  moduleId: 'mentors',
  script: `
    import { createRouter, createWebHistory } from 'vue-router'
    export const mount = async (el, host) => {
      el.append(Object.assign(document.createElement('h1'), { textContent: '没有收拾的模块' }))
      const routes = [{ path: '/:rest(.*)*', component: { render: () => null } }]
      await createRouter({ history: createWebHistory(host.nav.basePath), routes }).push('/')
      window.goOutside = () => history.pushState(null, '', '/elsewhere')
      window.actLate = () => history.replaceState(null, '', '/mentors/late')
      const nothing = async () => {}
      return { update: nothing, suspend: nothing, resume: nothing, unmount: async () => el.replaceChildren() }
    }`,
}

const pathOf = (page: Page) => new URL(page.url()).pathname

test('a module that does not let go of the address traps nobody, and is named', async ({ openAs }) => {
  const page = await openAs('taicang-officer-1')
  await writeIntoPage(page, release => withNewVersion(release, CARELESS))
  await serveNewVersion(page, CARELESS)
  const reports: string[] = []
  page.on('request', request => {
    if (!request.url().endsWith('/stub/failures')) return
    const { module, problem, phase } = request.postDataJSON() as Record<string, string>
    reports.push(`${module} ${problem} ${phase}`)
  })
  await page.goto('/mentors/')
  await page.getByRole('heading', { name: '没有收拾的模块' }).waitFor()
  await page.evaluate('goOutside()')
  expect(pathOf(page)).toBe('/mentors/')
  await expect.poll(() => reports).toEqual(['mentors address_refused render'])

  for (const [name, id] of [
    ['学生档案', 'archives'],
    ['申请办理', 'applications'],
  ] as const) {
    await page.getByRole('navigation', { name: '功能菜单' }).getByRole('link', { name }).click()
    await page.locator(`[data-mf="${id}"] h1`).waitFor()
    expect(pathOf(page)).toBe(`/${id}/`)
  }
  await page.evaluate('actLate()')
  await page.goBack()
  await page.locator('[data-mf="archives"] h1').waitFor()
  expect(pathOf(page)).toBe('/archives/')
  await expect
    .poll(() => reports)
    .toEqual(['mentors address_refused render', 'mentors address_refused unmount'])
})
