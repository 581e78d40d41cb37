import { z } from '@sunshine-aid/domain'
import { flushPromises, mount } from '@vue/test-utils'
import { useForm } from 'vee-validate'
import { expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { formSchema } from './formSchema.ts'

const Family = z.object({
  name: z.string().trim().min(1, 'required'),
  guardians: z.array(z.object({ phone: z.string().min(3, 'too_short') })).min(1, 'guardian_required'),
})

function aForm(initialValues: z.input<typeof Family>) {
  let form: ReturnType<typeof useForm<z.input<typeof Family>, z.output<typeof Family>>> | undefined
  mount(
    defineComponent({
      setup() {
        form = useForm({ validationSchema: formSchema(Family), initialValues })
        return () => null
      },
    }),
  )
  return form!
}

it('a form is given the codes of its schema, each at its field', async () => {
  const form = aForm({ name: ' ', guardians: [{ phone: '1' }] })
  await form.validate()
  await flushPromises()
  expect(form.errors.value).toEqual({ name: 'required', 'guardians[0].phone': 'too_short' })
})

it('a submit receives what the schema made of the input', async () => {
  const form = aForm({ name: ' 周 ', guardians: [{ phone: '123' }] })
  let submitted: unknown
  await form.handleSubmit(values => (submitted = values))()
  expect(submitted).toEqual({ name: '周', guardians: [{ phone: '123' }] })
})
