import { askReconsideration, closePanel } from '@sunshine-aid/api-contract'
import { as, convene, done, journeyTo, NO, vote } from '@sunshine-aid/api-server/testing/journey'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import applications from '../module.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const open = (id: string, paper: 'form' | 'minutes' | 'minutes?panel=first' | '', reader = 'officer') =>
  mountPage(applications, { api: school, as: reader, path: `/${id}/${paper}` })

it('the application is a paper with every answer and places to sign', async () => {
  const { id } = await journeyTo(school, 'submitted')
  const { wrapper } = await open(id, 'form')
  const paper = wrapper.get('.sa-paper').text()
  for (const part of [
    '成长支持申请表',
    '家庭教育指导',
    '父母在外务工，成绩明显落后。',
    '学生或监护人',
    '由officer于',
  ])
    expect(paper).toContain(part)
  expect(wrapper.findAll('button').map(button => button.text())).toContain('打印')
})

it('the minutes name each member with both judgements, and the outcome', async () => {
  const { id } = await journeyTo(school, 'awaitingDetermination')
  const paper = (await open(id, 'minutes')).wrapper.get('.sa-paper').text()
  for (const part of ['pan1', 'pan2', 'pan3', '情况属实', '3 人（至少 3 人）']) expect(paper).toContain(part)
})

it('before the review is closed there is nothing to print, and no opinion to read', async () => {
  const { id } = await journeyTo(school, 'underReview')
  await convene(school, id)
  await vote(school, 'pan1', id, { ...NO, grounds: '另有更合适的办法' })
  const { wrapper } = await open(id, 'minutes')
  expect(wrapper.text()).toContain('评议还没有结束')
  expect(wrapper.text()).not.toContain('另有更合适的办法')
  expect(wrapper.findAll('button').map(button => button.text())).not.toContain('打印')
})

it('after a reconsideration each of the two panels has its own minutes, which the case lists', async () => {
  const { id } = await journeyTo(school, 'underReview')
  const close = (chair: string, declineReason: 'notNecessary' | null) =>
    school.call(chair, closePanel, { params: { id }, body: { declineReason } })
  await convene(school, id)
  for (const member of ['pan1', 'pan2', 'pan3'])
    await vote(school, member, id, { ...NO, grounds: '首次评议的理由' })
  done(await close('pan1', 'notNecessary'))
  await as(school, 'teacher', id, askReconsideration, { body: { newFacts: '母亲上周住院。' } })

  const links = async () =>
    (await open(id, '')).wrapper
      .findAll('aside a')
      .map(link => link.text())
      .filter(label => label.includes('记录'))
  expect(await links()).toEqual(['集体评议记录（首次）'])
  await convene(school, id, ['pan4', 'psych', 'pan2'])
  for (const member of ['pan4', 'psych', 'pan2']) await vote(school, member, id)
  done(await close('pan4', null))

  expect(await links()).toEqual(['集体评议记录（首次）', '集体评议记录（复议）'])
  const first = await open(id, 'minutes?panel=first')
  expect(first.wrapper.get('h1').text()).toBe('集体评议记录（首次）')
  for (const part of ['pan1', 'pan3', '首次评议的理由', '评议未通过'])
    expect(first.wrapper.get('.sa-paper').text()).toContain(part)
  const second = await open(id, 'minutes')
  expect(second.wrapper.get('h1').text()).toBe('集体评议记录（复议）')
  expect(second.wrapper.get('.sa-paper').text()).not.toContain('首次评议的理由')
})
