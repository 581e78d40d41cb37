import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import UiFileDrop from './UiFileDrop.vue'

const sheet = new File(['a'], '名单.xlsx')
const drop = (files: File[]) => ({ dataTransfer: { files } })
const show = () => mount(UiFileDrop, { props: { label: '名单', accept: '.xlsx', maxBytes: 100 } })

it('a dropped file is shown by its name and given to the page', async () => {
  const wrapper = show()
  await wrapper.get('.sa-drop').trigger('drop', drop([sheet]))
  expect(wrapper.emitted('file')).toEqual([[sheet]])
  expect(wrapper.text()).toContain('名单.xlsx')
})

it('a file that does not fit is refused with what to do, and the one before stays', async () => {
  const wrapper = show()
  await wrapper.get('.sa-drop').trigger('drop', drop([sheet]))
  await wrapper.get('.sa-drop').trigger('drop', drop([new File(['a'], '名单.xls')]))
  expect(wrapper.emitted('refuse')).toEqual([['type']])
  expect(wrapper.get('[role="alert"]').text()).toContain('.xlsx')
  expect(wrapper.text()).toContain('名单.xlsx')
})

it('with several at once, all of them go to the page and none stays', async () => {
  const wrapper = mount(UiFileDrop, { props: { label: '材料', multiple: true } })
  await wrapper.get('.sa-drop').trigger('drop', drop([sheet, new File(['b'], 'b.pdf')]))
  expect(wrapper.emitted('files')?.[0]).toMatchObject([[{ name: '名单.xlsx' }, { name: 'b.pdf' }]])
  expect(wrapper.text()).not.toContain('名单.xlsx')
})

it('the file can be taken out again', async () => {
  const wrapper = show()
  await wrapper.get('.sa-drop').trigger('drop', drop([sheet]))
  await wrapper.get('.sa-drop__file button').trigger('click')
  expect(wrapper.emitted('update:modelValue')).toEqual([[sheet], [null]])
})
