import { ProblemError, notFound, type ProblemCode } from '@sunshine-aid/api-contract'
import { databaseProblem } from './databaseProblem.ts'

/** Fastify's own refusals, by its error codes. What is not named here is a fault of ours. */
const FASTIFY_PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_BAD_URL: 'invalid_input',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_input',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_input',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_input',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_NOT_FOUND: 'not_found',
}

/**
 * Whatever was thrown, as the problem that the client may see. Anything unknown becomes `internal`, and its
 * own message stays inside: it may hold SQL, a path or a person.
 */
export function toProblem(error: unknown, path: string): ProblemError {
  if (error instanceof ProblemError) return error
  return (
    fastifyProblem(error, path) ??
    databaseProblem(error, path) ??
    new ProblemError('internal', path, { cause: error })
  )
}

function fastifyProblem(error: unknown, path: string): ProblemError | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  if (error instanceof SyntaxError || isBadJson(error))
    return new ProblemError('invalid_input', path, { errors: [BAD_JSON] })
  const code = FASTIFY_PROBLEMS[error.code]
  if (code === 'not_found') return notFound(path)
  return code && new ProblemError(code, path, { cause: error })
}

const BAD_JSON = { path: 'body', code: 'wrong_format' } as const

function isBadJson(error: Error & { code?: unknown }): boolean {
  return error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY'
}
