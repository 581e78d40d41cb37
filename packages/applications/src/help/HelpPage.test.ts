import { getPreferences } from '@sunshine-aid/api-contract'
import { done, journeyTo } from '@sunshine-aid/api-server/testing/journey'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import applications from '../module.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const open = (path: string, as: string) => mountPage(applications, { api: school, as, path })
const dialog = () => document.querySelector<HTMLElement>('[role="dialog"]')
const press = (key: string, target: EventTarget = document) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
const kept = async (by: string) => done(await school.call(by, getPreferences, {})).body
const buttonOf = (within: ParentNode, words: string) =>
  [...within.querySelectorAll('button')].find(each => each.textContent.trim() === words)
/** Parts of the help come in chunks of their own; a busy machine takes its time. */
const seen = (look: () => void) => vi.waitFor(look, { timeout: 10_000 })
const helpIsThere = ({ wrapper }: MountedPage) =>
  seen(() => expect(wrapper.findComponent({ name: 'HelpLayer' }).exists()).toBe(true))

describe('the tour of the first day', () => {
  it('is offered once, on the list; five steps by keyboard; then never again', async () => {
    const page = await open('/', 'teacher')
    await seen(() => expect(page.wrapper.text()).toContain('第一次使用？'))
    buttonOf(document, '开始')?.click()
    for (let step = 1; step <= 5; step += 1) {
      await seen(() => expect(dialog()?.textContent).toContain(`第 ${step} 步，共 5 步`))
      ;(buttonOf(dialog()!, '下一步') ?? buttonOf(dialog()!, '完成'))?.click()
    }
    await seen(() => expect(dialog()).toBeNull())
    await page.idle()
    expect((await kept('teacher')).tourSeen).toBe(true)
    const again = await open('/', 'teacher')
    await helpIsThere(again)
    await again.idle()
    expect(again.wrapper.text()).not.toContain('第一次使用？')
  })

  it('is never offered where somebody writes', async () => {
    const page = await open('/new', 'teacher2')
    await helpIsThere(page)
    await page.idle()
    expect(page.wrapper.text()).not.toContain('第一次使用？')
  })

  it('is seen again from the help', async () => {
    const page = await open('/help', 'officer')
    await helpIsThere(page)
    buttonOf(document, '重新看五步介绍')?.click()
    await seen(() => expect(dialog()?.textContent).toContain('第 1 步'))
  })
})

describe('the keys', () => {
  it('open a page, and a list of themselves; not while somebody types', async () => {
    const page = await open('/help', 'officer')
    await helpIsThere(page)
    await page.idle()
    press('g', page.wrapper.get('input').element)
    press('l', page.wrapper.get('input').element)
    await page.idle()
    expect(page.router.currentRoute.value.name).toBe('help')
    press('g')
    press('s')
    await seen(() => expect(page.router.currentRoute.value.name).toBe('settings'))
    press('?')
    await seen(() => expect(dialog()?.textContent).toContain('快捷键'))
  })

  it('do nothing once they are switched off', async () => {
    const page = await open('/help', 'head')
    await helpIsThere(page)
    await page.idle()
    await page.wrapper.get('[role="switch"]').trigger('click')
    await page.idle()
    expect((await kept('head')).shortcuts).toBe(false)
    press('g')
    press('l')
    await page.idle()
    expect(page.router.currentRoute.value.name).toBe('help')
  })

  it('are gone with the module, and while it is parked', async () => {
    const page = await open('/help', 'officer2')
    await helpIsThere(page)
    await page.idle()
    page.park()
    press('g')
    press('l')
    expect(page.router.currentRoute.value.name).toBe('help')
    page.unmount()
    press('?')
    expect(dialog()).toBeNull()
  })
})

describe('why', () => {
  it('a refused action shows its clause when somebody asks', async () => {
    const { id } = await journeyTo(school, 'submitted', 'officer2')
    const page = await open(`/${id}`, 'officer2')
    const fold = page.wrapper.findAll('details').find(each => each.text().startsWith('为什么？'))
    expect(fold?.text()).not.toContain('优亲厚友')
    const element = fold!.element as HTMLDetailsElement
    element.open = true
    element.dispatchEvent(new Event('toggle'))
    await seen(() => expect(fold?.text()).toContain('防止优亲厚友'))
    expect(fold?.text()).toContain('江苏 10')
  })

  it('is found by a word on the page of rules', async () => {
    const page = await open('/help?q=家访', 'teacher')
    expect(page.wrapper.text()).toContain('先家访后认定')
    expect(page.wrapper.text()).not.toContain('防止优亲厚友')
  })
})
