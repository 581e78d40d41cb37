import { openSchool, type School } from '@sunshine-aid/api-server/testing/school'
import { mountPage } from '@sunshine-aid/module-kit/testing'
import { UiFileDrop } from '@sunshine-aid/ui-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import applications from '../module.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
})
afterAll(() => school.close())

async function upload(text: string) {
  const page = await mountPage(applications, { api: school, as: 'officer', path: '/sweeps/results' })
  page.wrapper.getComponent(UiFileDrop).vm.$emit('update:modelValue', new File([text], '成绩.csv'))
  await page.wrapper.get('form').trigger('submit')
  await page.idle()
  return page
}

it('a table is checked first: how many were found, and which rows were not, by number only', async () => {
  const { wrapper } = await upload('姓名,班级,证件号,缺课天数\n李某,三年级1班,9999,3\n张某,,,4\n')
  expect(wrapper.text()).toContain('未找到学生')
  const rows = wrapper.findAll('tbody tr').map(row => row.text())
  expect(rows[0]).toContain('本校在校学生中没有找到')
  expect(rows[1]).toContain('请填写证件号全号')
  expect(wrapper.text()).not.toMatch(/李某|张某/)
  expect(wrapper.get('button[aria-disabled="true"]').text()).toContain('导入 0 名学生的信息')
})

it('a file that is no table is refused in words, and another one can be chosen', async () => {
  const { wrapper } = await upload('a,b\n1,2\n')
  expect(wrapper.text()).toContain('没有找到表头')
  expect(wrapper.find('form').exists()).toBe(true)
})
