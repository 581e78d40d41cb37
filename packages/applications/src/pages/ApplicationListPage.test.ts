import { acceptIntake, saveDraft, submitApplication } from '@sunshine-aid/api-contract'
import { as, COMPLETE, journeyTo, statusOf } from '@sunshine-aid/api-server/testing/journey'
import { MONDAY, openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import applications from '../module.ts'

let school: School
let submitted: string, urgent: string
beforeAll(async () => {
  school = await openSchool()
  submitted = (await journeyTo(school, 'submitted')).id
  urgent = (await journeyTo(school, 'draft')).id
  await as(school, 'teacher', urgent, saveDraft, { body: { ...COMPLETE, suddenChange: true } })
  await as(school, 'teacher', urgent, submitApplication)
})
afterAll(() => school.close())

const open = (as: string, path = '/') => mountPage(applications, { api: school, as, path })
const lines = ({ wrapper }: MountedPage) => wrapper.findAll('tbody tr').map(line => line.text())

describe('the work list', () => {
  it('says what to do, why me and by when, the most urgent first', async () => {
    const page = await open('officer')
    const [first = '', second = ''] = lines(page)
    expect(first).toMatch(/受理.*您是资助专干.*突发变故.*还剩 48 小时/)
    expect(second).toMatch(/受理.*您是资助专干.*2026-10-19 前/)
    expect(page.wrapper.text()).toMatch(/待我办理\s*2/)
  })

  it('says in words what is overdue', async () => {
    school.clock.now = new Date(MONDAY.getTime() + 9 * 86_400_000)
    const page = await open('officer')
    expect(page.wrapper.text()).toContain('已超期')
    expect(page.wrapper.text()).toContain('2 件已超期')
    school.clock.now = MONDAY
  })

  it('tells those whose turn it is not that there is nothing, and leads to all requests', async () => {
    const page = await open('teacher')
    expect(page.wrapper.text()).toContain('目前没有轮到您办理的申请')
    await page.wrapper.get('.sa-empty a').trigger('click')
    await page.idle()
    expect(lines(page)).toHaveLength(2)
  })

  it('shows officer and head what is stuck, with why and what frees it, and a teacher nothing of it', async () => {
    await school.addAccount('leaver', [{ role: 'classTeacher', at: school.tree.c1k1s1a1 }])
    const { id } = await journeyTo(school, 'draft', 'leaver')
    await school.asOwner(trx =>
      trx.updateTable('account').set({ status: 'disabled' }).where('id', '=', school.id('leaver')).execute(),
    )
    const page = await open('officer', '/?view=stuck')
    expect(lines(page).join()).toMatch(/填写人已离岗.*由班主任或专干接手填写/)
    expect((await open('officer')).wrapper.text()).toMatch(/办不下去的申请\s*1/)
    expect((await open('teacher')).wrapper.text()).not.toContain('办不下去的')
    const found = await open('officer', `/${id}`)
    const takeOver = found.wrapper.findAll('aside button').find(button => button.text() === '接手填写')
    await takeOver!.trigger('click')
    await found.idle()
    expect(found.host.log.notices.at(-1)?.text).toBe('已由您接手，请继续填写')
    expect(lines(await open('officer', '/?view=stuck')).join()).not.toContain('填写人已离岗')
  })
})

describe('screening', () => {
  it('asks about each possible duplicate before it can be completed', async () => {
    const { id, studentId } = await journeyTo(school, 'submitted')
    await as(school, 'officer', id, acceptIntake)
    const { name } = await school.asOwner(trx =>
      trx.selectFrom('student').select('name').where('id', '=', studentId).executeTakeFirstOrThrow(),
    )
    await school.addStudent({ name, place: 'c1k1s1a2' })
    const page = await open('officer', `/${id}`)
    expect(page.wrapper.text()).toContain('姓名和出生日期相同')
    await page.wrapper.get('aside button').trigger('click')
    await page.idle()
    const dialog = () => document.querySelector('[role=dialog]')!
    const press = async (selector: string) => {
      dialog().querySelector<HTMLElement>(selector)!.click()
      await page.idle()
    }
    await press('input[value=notConcerned]')
    await press('button[type=submit]')
    expect(dialog().textContent).toContain('请选择核对结果')
    expect(await statusOf(school, id)).toBe('screening')
    await press('input[value=otherChild]')
    await press('button[type=submit]')
    expect(await statusOf(school, id)).toBe('awaitingVisit')
  })
})

describe('who has looked', () => {
  it('is a paper for the family, by day and role, without a name of staff', async () => {
    const page = await open('officer', `/${submitted}/access-log`)
    const paper = page.wrapper.get('.sa-paper').text()
    expect(paper).toMatch(/2026-10-12[^]*班主任，办理或查看申请/)
    expect(paper).toContain('向学校负责人提出')
    expect(paper).not.toContain('teacher')
  })

  it('is asked for only when it is opened, on the case', async () => {
    const page = await open('head', `/${submitted}`)
    expect(page.wrapper.findAll('details table')).toHaveLength(0)
    const [account] = page.wrapper.findAll('details')
    ;(account!.element as HTMLDetailsElement).open = true
    await account!.trigger('toggle')
    await page.idle()
    expect(account!.text()).toMatch(/提交.*填报.*teacher.*班主任/)
  })
})

describe('how long it takes', () => {
  it('shows the school its own figures in full', async () => {
    const page = await open('head', '/elapsed')
    expect(page.wrapper.text()).toContain('这是您自己学校的数字')
    expect(page.wrapper.text()).toMatch(/待受理|受理/)
  })

  it('shows a county none that stand for fewer than five', async () => {
    const page = await open('county', '/elapsed')
    expect(page.wrapper.text()).toContain('少于 5 件')
  })
})
