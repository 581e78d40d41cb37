import { z } from './zod.ts'

/**
 * How sensitive a value is (JY/T 0661-2025, PIPL 51). Masking, encryption, log and audit follow from it.
 * `psych` is the tier of psychological findings, which only the psych teacher may read.
 */
export const DATA_CLASSES = ['public', 'internal', 'personal', 'sensitive', 'psych'] as const
export type DataClass = (typeof DATA_CLASSES)[number]

/** Key under which the class stands in the schema's metadata, and so in the OpenAPI document. */
export const DATA_CLASS_KEY = 'x-data-class'

declare const classMark: unique symbol
/** A schema that says how sensitive its value is; only such schemas may stand in a `record`. */
export type Classed<T extends z.ZodType> = T & { readonly [classMark]: true }

const classed =
  (dataClass: DataClass) =>
  <T extends z.ZodType>(schema: T): Classed<T> =>
    schema.meta({ [DATA_CLASS_KEY]: dataClass }) as Classed<T>

/** May be known to anybody: policy texts, codes, division names. */
export const open = classed('public')
/** For staff only, but about no child: staff names, workflow states, counts. */
export const internal = classed('internal')
/** About a person: names, birth dates, classes. */
export const personal = classed('personal')
/** Hurts when it leaks: ID numbers, phones, addresses, dilemmas, facts and reasons. */
export const sensitive = classed('sensitive')
/** Psychological findings. */
export const psych = classed('psych')

/**
 * A strict object whose every field carries a data class; a field without one does not compile.
 * Unknown keys are refused.
 */
export function record<S extends Record<string, Classed<z.ZodType>>>(
  shape: S,
): Classed<z.ZodObject<S, z.core.$strict>> {
  return z.strictObject<S>(shape) as Classed<z.ZodObject<S, z.core.$strict>>
}

/** A list of records; the members carry the classes. */
export function listOf<T extends z.ZodType>(schema: Classed<T>, max: number): Classed<z.ZodArray<T>> {
  return z.array<T>(schema).max(max) as Classed<z.ZodArray<T>>
}

/** The same schema, or `null` where the value may be absent. */
export function nullable<T extends z.ZodType>(schema: Classed<T>): Classed<z.ZodNullable<T>> {
  return z.nullable<T>(schema) as Classed<z.ZodNullable<T>>
}

/** The same schema where the key may be left out. */
export function optional<T extends z.ZodType>(schema: Classed<T>): Classed<z.ZodOptional<T>> {
  return z.optional<T>(schema) as Classed<z.ZodOptional<T>>
}
