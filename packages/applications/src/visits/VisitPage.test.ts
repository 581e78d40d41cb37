import { listVisits, planVisit } from '@sunshine-aid/api-contract'
import { done, journeyTo, statusOf } from '@sunshine-aid/api-server/testing/journey'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import applications from '../module.ts'

// The browser of these tests keeps nothing: what lies on a device is tried out end to end, in a real one.

let school: School
beforeAll(async () => {
  school = await openSchool()
  // The page asks the machine which day it is, and the school would call that day one to come.
  school.clock.now = new Date()
})
afterAll(() => school.close())

const open = (path: string, as = 'teacher') => mountPage(applications, { api: school, as, path })
const press = (page: MountedPage, label: string) =>
  page.wrapper
    .findAll('button')
    .find(button => button.text() === label)!
    .trigger('click')
const visitsOf = async (id: string) =>
  done(await school.call('teacher', listVisits, { params: { id } })).body.items
const planFor = async (studentId: string, assignee = 'teacher', note: string | null = null) => {
  const plannedOn = school.clock.now.toISOString().slice(0, 10)
  const plan = { assignee: school.id(assignee), plannedOn, mode: 'onSite', partner: null, note } as const
  return done(await school.call('officer', planVisit, { params: { id: studentId }, body: plan })).body
}

it('asks for three things, since the rest is known or can be left out', async () => {
  const { id } = await journeyTo(school, 'awaitingVisit')
  const page = await open(`/${id}/visit`)
  const fields = page.wrapper.findAll('form .sa-field').filter(field => !field.element.closest('details'))
  expect(fields).toHaveLength(3)
})

it('one text and one press: the visit is stored, its request moves on, and its page follows', async () => {
  const { id, studentId } = await journeyTo(school, 'awaitingVisit')
  const page = await open(`/${id}/visit`)
  await page.wrapper.get('textarea').setValue('与祖母见面，了解了近况。')
  await page.wrapper.get('form').trigger('submit')
  await vi.waitFor(async () => expect(await statusOf(school, id)).toBe('underReview'), 5000)
  await page.idle()
  expect(page.router.currentRoute.value.name).toBe('case')
  expect(await visitsOf(studentId)).toMatchObject([{ applicationId: id, mode: 'onSite', reached: true }])
})

it('says at once what is missing, and keeps what was typed', async () => {
  const { id, studentId } = await journeyTo(school, 'awaitingVisit')
  const page = await open(`/${id}/visit`)
  await page.wrapper.get('input[value="no"]').setValue(true)
  await page.wrapper.get('form').trigger('submit')
  await vi.waitFor(() => expect(page.wrapper.find('.sa-errors').exists()).toBe(true), 5000)
  expect(page.wrapper.get<HTMLInputElement>('input[value="no"]').element.checked).toBe(true)
  expect(await visitsOf(studentId)).toEqual([])
})

it('shows what whoever planned the visit wants to say', async () => {
  const studentId = await school.addStudent()
  await planFor(studentId, 'teacher', '先打电话')
  const page = await open(`/students/${studentId}/visit`)
  expect(page.wrapper.text()).toContain('officer留言：先打电话')
})

it('a visit stands in the list of whoever was asked, and leads to its record', async () => {
  const studentId = await school.addStudent({ name: '要家访的' })
  await planFor(studentId, 'psych')
  const mine = await open('/visits', 'psych')
  expect(mine.wrapper.text()).toContain('要家访的')
  const link = mine.wrapper.findAll('a').find(found => found.text() === '记录家访')
  expect(link?.attributes('href')).toContain(`/students/${studentId}/visit`)
  expect((await open('/visits', 'officer')).wrapper.text()).not.toContain('要家访的')
})

it('a visit is planned on the page of the request, and the request waits for the visitor', async () => {
  const { id } = await journeyTo(school, 'awaitingVisit')
  const page = await open(`/${id}`, 'officer')
  await press(page, '安排家访')
  await page.idle()
  const dialog = document.querySelector('[role="dialog"]')!
  const select = dialog.querySelector('select')!
  select.value = school.id('head')
  select.dispatchEvent(new Event('change'))
  dialog.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await vi.waitFor(() => expect(page.wrapper.get('aside').text()).toContain('head'), 5000)
  await page.idle()
  expect(page.wrapper.text()).toContain('家访老师：head')
})
