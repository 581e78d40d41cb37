import {
  acceptDelegation,
  declineApplication,
  determineApplication,
  nameDelegate,
  startProvisional,
} from '@sunshine-aid/api-contract'
import {
  as,
  convene,
  DETERMINATION,
  done,
  journeyTo,
  statusOf,
  vote,
} from '@sunshine-aid/api-server/testing/journey'
import { MONDAY, openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import applications from '../module.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
// The page offers today's day, so it has to be the same day as the school's.
beforeEach(() => {
  school.clock.now = MONDAY
  vi.useFakeTimers({ toFake: ['Date'], now: school.clock.now })
  return () => {
    vi.useRealTimers()
  }
})
afterAll(() => school.close())

const open = (path: string, as: string) => mountPage(applications, { api: school, as, path })
const press = async (page: MountedPage, label: string) => {
  const button = [...document.querySelectorAll<HTMLElement>('button')].filter(
    ({ textContent }) => textContent.trim() === label,
  )
  button.at(-1)?.click()
  await page.idle()
}
const type = async (page: MountedPage, name: string, value: string) => {
  const field = document.querySelector<HTMLInputElement>(`[id$="-${name.replace(/\W+/g, '-')}"]`)
  if (!field) throw new Error(`no field ${name}`)
  field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await page.idle()
}

const HELP = {
  why: '父亲昨天出了事故。',
  services: [{ category: 'academicTutoring', provider: '三年级组', content: '每周两次课后辅导' }],
} as const

describe('provisional support', () => {
  it('is started with what begins today and why, and stands beside the case', async () => {
    const { id } = await journeyTo(school, 'submitted')
    const page = await open(`/${id}/provisional`, 'officer')
    await press(page, '立即启动')
    expect(page.wrapper.text()).toContain('请')
    await type(page, 'why', HELP.why)
    await type(page, 'services[0].content', '每晚有人陪伴写作业')
    await type(page, 'services[0].provider', '班主任')
    await press(page, '立即启动')
    await vi.waitFor(() => expect(page.router.currentRoute.value.name).toBe('case'), { timeout: 5_000 })
    await page.idle()
    const aside = page.wrapper.get('aside').text()
    expect(aside).toContain('还剩 30 天')
    expect(aside).toContain('每晚有人陪伴写作业（班主任）')
    expect(aside).not.toContain('启动先行支持')
  })

  it('warns before it ends, and says when it has', async () => {
    const { id } = await journeyTo(school, 'underReview')
    done(await school.call('officer', startProvisional, { params: { id }, body: HELP as never }))
    school.clock.now = new Date('2026-11-05T01:30:00.000Z')
    expect((await open(`/${id}`, 'officer')).wrapper.get('aside').text()).toContain('还剩 6 天请在到期前办结')
    school.clock.now = new Date('2026-11-12T01:30:00.000Z')
    expect((await open(`/${id}`, 'officer')).wrapper.get('aside').text()).toContain('已到期，自动结束')
  })

  it('need not be typed again when the school confirms', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    done(await school.call('officer', startProvisional, { params: { id }, body: HELP as never }))
    const page = await open(`/${id}/determination`, 'head')
    const contents = page.wrapper.findAll<HTMLTextAreaElement>('textarea[id$="-content"]')
    expect(contents.map(({ element }) => element.value)).toEqual(['每周两次课后辅导', ''])
  })
})

it('a declined request goes to another panel, and the first one can be read beside it', async () => {
  const { id } = await journeyTo(school, 'awaitingDetermination')
  const body = { reason: 'factsNotConfirmed', text: '家访未见到家长' } as const
  await as(school, 'head', id, declineApplication, { body })
  const page = await open(`/${id}`, 'teacher')
  expect(page.wrapper.text()).toContain('事实未能核实：家访未见到家长')
  await press(page, '申请复议')
  await type(page, 'note', '母亲已返乡，愿意配合家访。')
  await press(page, '申请复议')
  expect(await statusOf(school, id)).toBe('underReview')
  const officer = await open(`/${id}`, 'officer')
  expect(officer.wrapper.text()).toContain('母亲已返乡，愿意配合家访。')
  expect(officer.wrapper.text()).toContain('首次评议的记录')
  expect(officer.wrapper.get('aside').text()).toContain('组织集体评议')
  const choice = await open(`/${id}/panel`, 'officer')
  const first = choice.wrapper.findAll('label').filter(label => label.text().includes('参加过首次评议'))
  expect(first).toHaveLength(3)
  await convene(school, id, ['pan4', 'psych', 'pan2'])
  await vote(school, 'pan4', id)
  expect((await open(`/${id}`, 'officer')).wrapper.text()).toContain('1 / 3 位成员已提交意见')
})

it('what has changed since the decision stands side by side, and services are updated in place', async () => {
  const { id, studentId } = await journeyTo(school, 'awaitingDetermination')
  await as(school, 'head', id, determineApplication, { body: DETERMINATION })
  await school.asOwner(trx =>
    trx.updateTable('student').set({ hardship_level: 'extreme' }).where('id', '=', studentId).execute(),
  )
  const page = await open(`/${id}`, 'officer')
  const rows = page.wrapper.findAll('tbody tr').map(row => row.text())
  expect(rows).toContain('困难等级困难特别困难')
  await press(page, '更新进展')
  await press(page, '保存')
  expect(page.wrapper.text()).toContain('2026-10-12 进行中，officer')
})

describe('delegates', () => {
  it('are named by the head, accept, and are seen to be next', async () => {
    const head = await open('/delegations', 'head')
    const select = head.wrapper.get<HTMLSelectElement>('select[id$="-delegate"]')
    const people = select.findAll('option').map(option => option.text())
    expect(people.join()).toContain('teacher2')
    expect(people.join()).not.toContain('officer')
    await select.setValue(school.id('teacher2'))
    await type(head, 'until', '2026-10-31')
    await press(head, '委托')
    expect(head.wrapper.text()).toContain('等待接受')
    const delegate = await open('/delegations', 'teacher2')
    await press(delegate, '接受委托')
    expect(delegate.wrapper.text()).toContain('生效中')
  })

  it('confirm on behalf of the head, which the case says', async () => {
    const { id } = await journeyTo(school, 'awaitingDetermination')
    const name = await school.call('head', nameDelegate, {
      params: { id: school.tree.c1k1s1.id },
      body: { delegateId: school.id('mentor'), until: '2026-10-31' },
    })
    done(await school.call('mentor', acceptDelegation, { params: { id: done(name).body.id } }))
    await as(school, 'mentor', id, determineApplication, { body: DETERMINATION })
    expect((await open(`/${id}`, 'mentor')).wrapper.text()).toContain('受head委托')
  })
})
