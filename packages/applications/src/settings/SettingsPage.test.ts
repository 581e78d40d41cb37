import { decideProposal, proposeSetting } from '@sunshine-aid/api-contract'
import { done } from '@sunshine-aid/api-server/testing/journey'
import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage, type MountedPage } from '@sunshine-aid/module-kit/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import applications from '../module.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.addAccount('city', [{ role: 'cityAdmin', at: school.tree.c1 }])
})
afterAll(() => school.close())

const open = (path: string, as: string, locale?: 'en') =>
  mountPage(applications, { api: school, as, path, ...(locale && { locale }) })
const button = ({ wrapper }: MountedPage, words: string) => {
  const found = [
    ...document.querySelectorAll('button'),
    ...wrapper.findAll('button').map(({ element }) => element),
  ]
  const first = found.find(element => element.textContent.trim() === words)
  if (!first) throw new Error(`no button ${words}`)
  return first
}
const input = async (page: MountedPage, selector: string, value: string) => {
  await page.wrapper.get(selector).setValue(value)
  await page.idle()
}

it('shows each value with its clause, and who set it', async () => {
  const { body } = done(
    await school.call('county', proposeSetting, {
      params: { id: school.tree.c1k1.id, key: 'mentorCapacity' },
      body: { value: 6, validFrom: '2026-10-12', grounds: '太教发〔2026〕12号' },
    }),
  )
  done(
    await school.call('city', decideProposal, {
      params: { id: body.id },
      body: { approve: true, remark: null },
      ifMatch: body.version,
    }),
  )
  const page = await open('/settings', 'officer')
  const rows = page.wrapper.findAll('tr').map(row => row.text())
  const row = (name: string) => rows.find(text => text.includes(name)) ?? ''
  expect(row('集体评议最少人数')).toContain('3 人')
  expect(row('集体评议最少人数')).toContain('太仓 二(三)2')
  expect(row('每位导师每学期带教人数')).toContain('6 名学生')
  expect(row('每位导师每学期带教人数')).toContain('2026-10-12 起')
  expect(page.wrapper.text()).toContain('太仓市家庭经济困难学生发展型资助育人工作指导意见')
})

it('a county proposes with the effect before it, and a city approves', async () => {
  const page = await open('/settings/panelQuorum', 'county')
  await input(page, 'input[name="value"], form input[inputmode="numeric"]', '2')
  await page.wrapper.get('form').trigger('submit')
  await page.idle()
  expect(page.wrapper.text()).toContain('数值超出允许的范围')
  await input(page, 'form input[inputmode="numeric"]', '5')
  expect(page.wrapper.text()).toContain('执行这一规定的学校：2 所')
  await page.wrapper.get('form textarea').setValue('会议纪要')
  await page.wrapper.get('form').trigger('submit')
  await page.idle()
  expect(page.wrapper.text()).toContain('待批准的修改')
  expect(page.wrapper.find('form').exists()).toBe(false)

  const city = await open(`/settings/panelQuorum?org=${school.tree.c1k1.id}`, 'city')
  button(city, '批准').click()
  await city.idle()
  expect(city.wrapper.text()).toContain('已批准')
  const after = await open('/settings/panelQuorum', 'head', 'en')
  expect(after.wrapper.text()).toContain('5 people')
})

it('offers no form to a school for what the county sets', async () => {
  const page = await open('/settings/fastChannelHours', 'officer')
  expect(page.wrapper.text()).toContain('48 小时')
  expect(page.wrapper.find('form').exists()).toBe(false)
})

it('lets the officer rename a service for the school', async () => {
  const page = await open('/settings/aid-list', 'officer')
  const edit = page.wrapper
    .findAll('button')
    .find(each => each.attributes('aria-label') === '修改：个别化辅导')
  await edit?.trigger('click')
  const name = document.querySelectorAll<HTMLInputElement>('[role="dialog"] input')[0]!
  name.value = '一对一答疑'
  name.dispatchEvent(new Event('input', { bubbles: true }))
  document.querySelector<HTMLFormElement>('[role="dialog"] form')?.requestSubmit()
  await page.idle()
  expect(page.wrapper.text()).toContain('一对一答疑')
  expect(page.wrapper.text()).toContain('原名：个别化辅导')
})

it('shows the county the calendar to set, and the line that is wrong', async () => {
  const page = await open('/settings/calendar', 'county')
  expect(page.wrapper.findAll('table.sa-month')).toHaveLength(12)
  button(page, '设定这一学年').click()
  await page.idle()
  await page.wrapper
    .get('form textarea')
    .setValue('国庆节 2026-10-01 2026-10-07\n中秋节 2026-10-07\n请遵照执行')
  await page.wrapper.get('form').trigger('submit')
  expect(page.wrapper.text()).toContain('中秋节：与前面的一段日期重叠')
  expect(page.wrapper.text()).toContain('请遵照执行')
  await page.wrapper.get('form textarea').setValue('国庆节 2026-10-01 2026-10-07\n2026-10-10 补班')
  await page.wrapper.get('form').trigger('submit')
  await page.idle()
  expect(page.wrapper.text()).toContain('国庆节：2026-10-01 至 2026-10-07')
  expect(page.wrapper.text()).toContain('county')
})
