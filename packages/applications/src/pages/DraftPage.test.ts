import { getApplication, saveDraft, startApplication, withdrawApplication } from '@sunshine-aid/api-contract'
import type { ApplicationContent } from '@sunshine-aid/domain'
import {
  as,
  COMPLETE,
  done,
  journeyTo,
  read,
  statusOf,
  versionOf,
} from '@sunshine-aid/api-server/testing/journey'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import applications from '../module.ts'
import { contentOf } from '../useDraft.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

const open = (id: string, as = 'teacher') =>
  mountPage(applications, { api: school, as, path: `/${id}/draft` })
const factsOf = (id: string) =>
  school.asOwner(trx =>
    trx.selectFrom('application').select('facts_and_reasons').where('id', '=', id).executeTakeFirstOrThrow(),
  )

it('what is typed is on the server after a pause, and is there again after the page was closed', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id)
  await page.wrapper.get('textarea').setValue('父母在外务工，由祖母照看。')
  await vi.waitFor(
    async () => expect((await factsOf(id)).facts_and_reasons).toBe('父母在外务工，由祖母照看。'),
    5000,
  )
  await page.idle()
  expect(page.wrapper.text()).toContain('已保存')
  page.unmount()
  const again = await open(id)
  expect(again.wrapper.get('textarea').element.value).toBe('父母在外务工，由祖母照看。')
})

it('a draft that is not finished is not sent: every gap is named, and what was typed stays', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id)
  await page.wrapper.get('textarea').setValue('有困难。')
  await page.wrapper.get('form').trigger('submit')
  await page.idle()
  const summary = page.wrapper.get('.sa-errors').text()
  for (const words of [
    '请至少选择一类成长困境',
    '请至少选择一项申请的资助内容',
    '请确认已向家庭说明并取得同意',
  ]) {
    expect(summary).toContain(words)
  }
  expect(page.wrapper.get('textarea').element.value).toBe('有困难。')
  expect(await statusOf(school, id)).toBe('draft')
})

it('a finished draft is sent, and its page follows', async () => {
  const { id } = await journeyTo(school, 'draft')
  await school.call('teacher', saveDraft, {
    params: { id },
    body: COMPLETE,
    ifMatch: await versionOf(school, id),
  })
  const page = await open(id)
  await page.wrapper.get('form').trigger('submit')
  await vi.waitFor(async () => expect(await statusOf(school, id)).toBe('submitted'), 5000)
  await page.idle()
  expect(page.router.currentRoute.value.name).toBe('case')
  expect(page.host.log.notices).toMatchObject([{ kind: 'success' }])
})

/** Another window saves on the version that is stored now. */
async function saveElsewhere(id: string, change: Partial<ApplicationContent>) {
  const params = { id }
  const now = (await school.call('teacher', getApplication, { params })).body
  const body = { ...contentOf(now), ...change }
  return done(await school.call('teacher', saveDraft, { params, body, ifMatch: now.version }))
}
const press = (page: MountedPage, label: string) =>
  page.wrapper
    .findAll('button')
    .find(button => button.text() === label)
    ?.trigger('click')

it('edits of two windows in different fields are put together, and nobody is asked', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id)
  const { body: theirs } = await saveElsewhere(id, { consentGiven: true, aidCategories: ['psychSupport'] })
  await page.wrapper.get('textarea').setValue('这里写的。')
  await vi.waitFor(async () => expect((await factsOf(id)).facts_and_reasons).toBe('这里写的。'), 5000)
  await page.idle()
  const now = await read(school, 'teacher', id)
  expect(now).toMatchObject({
    consentGiven: true,
    aidCategories: ['psychSupport'],
    version: theirs.version + 1,
  })
  expect(page.wrapper.text()).toContain('别处的修改已合并进来')
  expect(page.wrapper.text()).not.toContain('这份申请在别处被修改过')
})

it('edits of the same field stand side by side, and neither is lost without a choice', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id)
  await saveElsewhere(id, { factsAndReasons: '另一台电脑上写的。', consentGiven: true })
  await page.wrapper.get('textarea').setValue('这里写的。')
  await vi.waitFor(() => expect(page.wrapper.text()).toContain('这份申请在别处被修改过'), 5000)
  expect(page.wrapper.text()).toContain('另一台电脑上写的。')
  expect(page.wrapper.get('textarea').element.value).toBe('这里写的。')
  await press(page, '保留我在这里写的')
  await vi.waitFor(async () => expect((await factsOf(id)).facts_and_reasons).toBe('这里写的。'), 5000)
  expect(await read(school, 'teacher', id)).toMatchObject({ consentGiven: true })
})

it('a save whose answer was lost is no conflict with oneself, however much was typed since', async () => {
  const { id } = await journeyTo(school, 'draft')
  let lost = 0
  const adapter: typeof school.adapter = async config => {
    const answer = await school.adapter(config)
    if (config.method !== 'put' || lost > 0) return answer
    lost += 1
    return { ...answer, status: 503, data: '' }
  }
  const page = await mountPage(applications, {
    api: { ...school, adapter },
    as: 'teacher',
    path: `/${id}/draft`,
  })
  await page.wrapper.get('textarea').setValue('第一句。')
  await vi.waitFor(() => expect(page.wrapper.text()).toContain('尚未保存，正在自动重试'), 5000)
  await page.wrapper.get('textarea').setValue('第一句。第二句。')
  await vi.waitFor(async () => expect((await factsOf(id)).facts_and_reasons).toBe('第一句。第二句。'), 9000)
  await page.idle()
  expect(page.wrapper.text()).not.toContain('这份申请在别处被修改过')
  expect(page.wrapper.text()).not.toContain('别处的修改已合并进来')
  // The first version of the draft, and one for each sentence.
  expect(await read(school, 'teacher', id)).toMatchObject({ version: 3 })
})

it('both texts can stay', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id)
  await saveElsewhere(id, { factsAndReasons: '先写的。' })
  await page.wrapper.get('textarea').setValue('后写的。')
  await vi.waitFor(() => expect(page.wrapper.text()).toContain('这份申请在别处被修改过'), 5000)
  await press(page, '两段都保留')
  await vi.waitFor(async () => expect((await factsOf(id)).facts_and_reasons).toBe('先写的。\n后写的。'), 5000)
})

it('the earlier request of the student is offered, and taken over only when somebody wants it', async () => {
  const { id: earlier, studentId } = await journeyTo(school, 'submitted')
  await as(school, 'teacher', earlier, withdrawApplication, { body: { text: '暂不申请' } })
  const { body } = done(await school.call('teacher', startApplication, { body: { studentId } }))
  const page = await open(body.id)
  expect(page.wrapper.text()).toContain('这位学生以前填过申请（2026-10-12）')
  expect(page.wrapper.get('textarea').element.value).toBe('')
  await press(page, '带入上次内容')
  await vi.waitFor(
    () => expect(page.wrapper.get('textarea').element.value).toBe(COMPLETE.factsAndReasons),
    5000,
  )
  await vi.waitFor(
    async () =>
      expect(await read(school, 'teacher', body.id)).toMatchObject({
        aidCategories: COMPLETE.aidCategories,
        consentGiven: false,
      }),
    5000,
  )
})

it('nothing holds the reader up on a page where all is saved', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id)
  expect(await page.host.mayLeave()).toBe(true)
  await page.wrapper.get('textarea').setValue('刚写的。')
  expect(await page.host.mayLeave()).toBe(true)
  expect((await factsOf(id)).facts_and_reasons).toBe('刚写的。')
})

it('what was saved elsewhere while the module was parked is there when it comes back, and is not overwritten', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id)
  page.park()
  const elsewhere = { ...COMPLETE, factsAndReasons: '另一台电脑上写的。' }
  const ifMatch = await versionOf(school, id)
  await school.call('teacher', saveDraft, { params: { id }, body: elsewhere, ifMatch })
  page.unpark()
  await vi.waitFor(() => expect(page.wrapper.get('textarea').element.value).toBe('另一台电脑上写的。'), 5000)
  await page.wrapper.get('textarea').setValue('另一台电脑上写的，这里写完。')
  await vi.waitFor(
    async () => expect((await factsOf(id)).facts_and_reasons).toBe('另一台电脑上写的，这里写完。'),
    5000,
  )
})

it('somebody who may read but not write sees the request instead of its form', async () => {
  const { id } = await journeyTo(school, 'draft')
  const page = await open(id, 'officer')
  expect(page.router.currentRoute.value.name).toBe('case')
  expect(page.wrapper.find('textarea').exists()).toBe(false)
})
