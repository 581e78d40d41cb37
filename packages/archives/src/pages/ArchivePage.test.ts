import { listStudents } from '@sunshine-aid/api-contract'
import { demoApi } from '@sunshine-aid/api-server/src/demo/testing/province.ts'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import archives from '../module.ts'

let api: Awaited<ReturnType<typeof demoApi>>
/** Students of the first teacher's class: one with focused support, one without. */
let focus: { readonly id: string; readonly name: string }
let other: { readonly id: string; readonly name: string }

beforeAll(async () => {
  api = await demoApi()
  const { body } = await api.call('taicang-teacher-1', listStudents, { query: { limit: '50' } })
  const [first, second] = [true, false].map(has => body.items.find(line => line.focus === has))
  if (!first || !second) throw new Error('the demo class lacks a student of each kind')
  focus = first
  other = second
})
afterAll(() => api.close())

const open = (as: string, path: string) => mountPage(archives, { api, as, path })
const names = ({ wrapper }: MountedPage) => wrapper.findAll('tbody [role=rowheader]').map(cell => cell.text())

describe('the list of archives', () => {
  it('finds a student by a part of the name, and keeps the name out of the address', async () => {
    const page = await open('taicang-officer-1', '/')
    await page.wrapper.get('input[type=search]').setValue(focus.name.slice(1))
    const others = () => names(page).filter(name => !name.includes(focus.name.slice(1)))
    await vi.waitFor(() => expect(others()).toEqual([]))
    await page.idle()
    expect(names(page)).toContain(focus.name)
    expect(page.router.currentRoute.value.fullPath).toBe('/')
  })

  it('shows who has focused support, by an address that can be sent on', async () => {
    const page = await open('taicang-teacher-1', '/?show=focus')
    expect(names(page)).toContain(focus.name)
    expect(names(page)).not.toContain(other.name)
  })

  it('offers the import to the aid officer only', async () => {
    expect((await open('taicang-officer-1', '/')).wrapper.text()).toContain('导入名单')
    expect((await open('taicang-teacher-1', '/')).wrapper.text()).not.toContain('导入名单')
  })
})

describe('an archive', () => {
  it('shows a class teacher everything but the payments and who has looked', async () => {
    const { wrapper } = await open('taicang-teacher-1', `/${focus.id}`)
    expect(wrapper.get('h1').text()).toBe(focus.name)
    for (const section of ['基本情况', '正在进行的支持', '申请', '家访记录'])
      expect(wrapper.text()).toContain(section)
    expect(wrapper.text()).toContain('您的角色不能查看资助金额')
    expect(wrapper.text()).not.toContain('谁看过')
  })

  it('shows an aid officer the payments too', async () => {
    const { wrapper } = await open('taicang-officer-1', `/${focus.id}`)
    expect(wrapper.text()).not.toContain('您的角色不能查看资助金额')
    expect(wrapper.text()).toMatch(/\d+\.00/)
    expect(wrapper.text()).toContain('省学生资助管理系统')
  })

  it('tells who has looked', async () => {
    await open('taicang-teacher-1', `/${other.id}`)
    const page = await open('taicang-officer-1', `/${other.id}`)
    await page.wrapper.get('.sa-fold button, .sa-fold summary').trigger('click')
    await page.idle()
    await vi.waitFor(() => expect(page.wrapper.text()).toContain('班主任'))
  })

  it('offers a request for a student without focused support', async () => {
    const intents = {
      'application.start': ({ studentId }: Readonly<Record<string, string>>) => `/new/${studentId}`,
    }
    const links = async (id: string) => {
      const { wrapper } = await mountPage(archives, { api, as: 'taicang-teacher-1', path: `/${id}`, intents })
      return wrapper.findAll('a').map(link => link.text())
    }
    expect(await links(other.id)).toContain('发起申请')
    expect(await links(focus.id)).not.toContain('发起申请')
  })

  it('is not found from another school, in words and with a code', async () => {
    const { wrapper } = await open('wuxi-officer-1', `/${focus.id}`)
    expect(wrapper.text()).toMatch(/ARC-[0-9A-Z]{4}-\d{4}/)
    expect(wrapper.text()).not.toContain(focus.name)
  })
})
