import { computed, inject, provide, ref } from 'vue'
import type { ComputedRef, InjectionKey, Ref } from 'vue'
import { kitId } from '../root/kitId.ts'

/** What a field tells the control inside it. */
export interface FieldContext {
  readonly id: string
  readonly labelId: string
  readonly describedBy: ComputedRef<string | undefined>
  readonly invalid: ComputedRef<boolean>
  readonly required: ComputedRef<boolean>
  /** Set by a control of several inputs, so that the field labels it as a group. */
  readonly isGroup: Ref<boolean>
}

const fieldKey: InjectionKey<FieldContext> = Symbol('sa-field')
const formKey: InjectionKey<(name: string) => string> = Symbol('sa-form')

export const provideField = (field: FieldContext): void => provide(fieldKey, field)

/** Below a form, each field's id follows from its name, so that the error summary can find it. */
export function provideFormIds(): (name: string) => string {
  const form = kitId()
  const idOf = (name: string) => `${form}-${name.replace(/\W+/g, '-')}`
  provide(formKey, idOf)
  return idOf
}

export function useFieldId(name: () => string | undefined): string {
  const idOf = inject(formKey, undefined)
  const given = name()
  return idOf && given ? idOf(given) : kitId()
}

export const useFieldIdOf = (): ((name: string) => string) =>
  inject(formKey, () => (name: string) => name, true)

/** The attributes of a control, taken from the field around it; `label` names a control that stands alone. */
export function useControl(
  label: () => string | undefined,
  more: () => string | undefined = () => undefined,
) {
  const field = inject(fieldKey, undefined)
  const id = field?.id ?? kitId()
  const attrs = computed(() => ({
    id,
    'aria-label': label(),
    'aria-describedby': [field?.describedBy.value, more()].filter(Boolean).join(' ') || undefined,
    'aria-invalid': field?.invalid.value ? ('true' as const) : undefined,
    'aria-required': field?.required.value ? ('true' as const) : undefined,
  }))
  return { id, attrs, invalid: computed(() => field?.invalid.value ?? false) }
}

/** As `useControl`, for several inputs under one label: the field's label names the group. */
export function useGroupControl(label: () => string | undefined) {
  const field = inject(fieldKey, undefined)
  if (field) field.isGroup.value = true
  const control = useControl(label)
  const attrs = computed(() => ({
    ...control.attrs.value,
    'aria-labelledby': label() === undefined ? field?.labelId : undefined,
  }))
  return { ...control, attrs }
}

export function newFieldContext(
  id: string,
  parts: Pick<FieldContext, 'describedBy' | 'invalid' | 'required'>,
): FieldContext {
  return { id, labelId: `${id}-label`, isGroup: ref(false), ...parts }
}
