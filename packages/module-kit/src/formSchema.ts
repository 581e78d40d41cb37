import type { z } from '@sunshine-aid/domain'
import type { TypedSchema } from 'vee-validate'

/**
 * A zod schema as `validationSchema` of vee-validate 4, whose own adapter wants zod 3. Messages are the schema's
 * codes. Always give `useForm` its `initialValues` too: without them every field starts as `undefined`.
 */
export function formSchema<S extends z.ZodType<object>>(schema: S): TypedSchema<z.input<S>, z.output<S>> {
  return {
    __type: 'VVTypedSchema',
    async parse(values) {
      const result = await schema.safeParseAsync(values)
      return result.success
        ? { value: result.data, errors: [] }
        : { errors: errorsByPath(result.error.issues) }
    },
    // Input stays as typed while the user is typing; the parsed value is what `handleSubmit` receives.
    cast: values => values as z.input<S>,
  }
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

function errorsByPath(issues: readonly Issue[]): { path: string; errors: string[] }[] {
  const byPath = new Map<string, string[]>()
  for (const { path, message } of issues) {
    const name = fieldName(path)
    byPath.set(name, [...(byPath.get(name) ?? []), message])
  }
  return Array.from(byPath, ([path, errors]) => ({ path, errors }))
}

/** vee-validate's notation: `guardians[0].phone`. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, key) =>
      typeof key === 'number' ? `${name}[${key}]` : name ? `${name}.${String(key)}` : String(key),
    '',
  )
}
