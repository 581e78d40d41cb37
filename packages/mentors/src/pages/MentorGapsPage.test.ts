import { demoApi } from '@sunshine-aid/api-server/src/demo/testing/province.ts'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import mentors from '../module.ts'

let api: Awaited<ReturnType<typeof demoApi>>
beforeAll(async () => {
  api = await demoApi()
})
afterAll(() => api.close())

const open = (as: string, path: string) => mountPage(mentors, { api, as, path })
const lines = ({ wrapper }: MountedPage) => wrapper.findAll('tbody tr').map(line => line.text())

describe('students without their mentors', () => {
  it('stand with what is missing, the longest-waiting first', async () => {
    const page = await open('taicang-officer-1', '/')
    const waits = lines(page).map(line => Number(/(\d+) 天/.exec(line)?.[1]))
    expect(waits.length).toBeGreaterThan(1)
    expect(waits).toEqual([...waits].sort((a, b) => b - a))
    for (const line of lines(page)) expect(line).toMatch(/(资助|心理)育人导师/)
  })

  it('are counted, beside the places that mentors still have', async () => {
    const page = await open('taicang-officer-1', '/')
    expect(page.wrapper.text()).toContain(`待配导师的学生${lines(page).length}`)
    expect(page.wrapper.text()).toContain('空余名额')
  })

  it('lead to their archives', async () => {
    const intents = {
      'archive.open': ({ studentId }: Readonly<Record<string, string>>) => `/archives/${studentId}`,
    }
    const { wrapper } = await mountPage(mentors, { api, as: 'taicang-officer-1', path: '/', intents })
    expect(wrapper.get('tbody a').attributes('href')).toMatch(/^\/archives\/[0-9a-f-]{36}$/)
  })
})

describe('the roster of mentors', () => {
  it('shows each mentor of the school with kind and places', async () => {
    const page = await open('taicang-officer-1', '/roster')
    expect(lines(page)).toHaveLength(3)
    for (const line of lines(page)) expect(line).toMatch(/育人导师.*\d+ \/ \d+ 位/)
  })

  it('is filtered by kind, in the address', async () => {
    const page = await open('taicang-officer-1', '/roster?kind=psych')
    expect(lines(page)).toHaveLength(1)
    expect(lines(page)[0]).toContain('心理育人导师')
  })

  it('is sorted by free places', async () => {
    const page = await open('taicang-officer-1', '/roster')
    const free = () =>
      lines(page).map(line => {
        const [, paired, capacity] = /(\d+) \/ (\d+) 位/.exec(line) ?? []
        return Number(capacity) - Number(paired)
      })
    await page.wrapper.get('thead button').trigger('click')
    expect(free()).toEqual([...free()].sort((a, b) => a - b))
  })

  it('is not for somebody outside the school', async () => {
    const { wrapper } = await open('province-admin', '/roster')
    expect(wrapper.text()).toContain('您没有打开这个页面的权限')
  })
})
