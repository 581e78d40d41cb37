import { z } from '@sunshine-aid/domain'
import { PROBLEM_CODES } from './problem.ts'

/** One wrong field of a request, as it stands in a problem body. */
const FieldErrorBody = z.strictObject({
  path: z.string().meta({ description: 'Where it is: `body.facts`, `query.limit`, `headers.if-match`' }),
  code: z.string().meta({ description: 'What is wrong with it; stays the same across versions' }),
})

/** Body of every failure (RFC 9457), `application/problem+json`. */
export const ProblemBody = z.strictObject({
  type: z.string().meta({ description: 'URN of the code' }),
  title: z.string().meta({ description: 'For people, in the language of `Accept-Language` (zh-CN or en)' }),
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  detail: z.string().meta({ description: 'The route or header in question; never a value' }),
  instance: z.string().meta({ description: 'URN of the request' }),
  requestId: z.uuid(),
  errors: z.array(FieldErrorBody).max(50).optional(),
  current: z.unknown().optional().meta({ description: 'With `stale_version`: the record as it stands now' }),
})
export type ProblemBody = z.output<typeof ProblemBody>
