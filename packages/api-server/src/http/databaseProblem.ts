import { ProblemError, notFound, type ProblemCode } from '@sunshine-aid/api-contract'
import { CONSTRAINT_PROBLEMS } from './constraintProblems.ts'

/** SQLSTATEs after which the same request may well succeed a moment later, or once somebody has made room. */
const PASSING = new Set([
  '25006', // read-only transaction: a standby, or a disk that filled up
  '40001', // serialization failure
  '40P01', // deadlock
  '53000',
  '53100', // disk full
  '53200', // out of memory
  '53300', // too many connections
  '55P03', // lock timeout
  '57014', // statement timeout
  '57P01', // shutting down
  '57P02',
  '57P03', // starting up
])
const CONNECTION_LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'ENOENT'])
/** node-postgres says these without a code. */
const CONNECTION_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client was closed|Query read timeout)/
const CONSTRAINT_CLASS = '23'
const RLS_REFUSED = '42501'
/** Text that PostgreSQL cannot store; the schemas refuse it first, this is the second fence. */
const UNSTORABLE = new Set(['22021', '22P05'])

interface SqlError {
  readonly code?: unknown
  readonly constraint?: unknown
  readonly message?: unknown
}

/**
 * The problem that an error of the database means for the client, or `undefined` for a fault of ours. The
 * error's own text holds values, so it goes neither to the client nor to the log.
 */
export function databaseProblem(error: unknown, path: string): ProblemError | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const { code, constraint, message } = error as SqlError
  if (typeof code === 'string') return problemOfCode(code, constraint, path, error)
  return typeof message === 'string' && CONNECTION_TEXT.test(message)
    ? unavailable('database', error)
    : undefined
}

function problemOfCode(
  code: string,
  constraint: unknown,
  path: string,
  cause: unknown,
): ProblemError | undefined {
  if (PASSING.has(code) || CONNECTION_LOST.has(code) || code.startsWith('08'))
    return unavailable('database', cause)
  if (code === RLS_REFUSED) return notFound(path)
  if (UNSTORABLE.has(code)) return new ProblemError('invalid_input', path, { cause })
  if (!code.startsWith(CONSTRAINT_CLASS) || typeof constraint !== 'string') return undefined
  const problem: ProblemCode | undefined = CONSTRAINT_PROBLEMS[constraint]
  return problem && new ProblemError(problem, path, { cause })
}

/** 503 with `Retry-After`: nothing was done, or the client may ask again with the same key to find out. */
export function unavailable(detail: string, cause?: unknown): ProblemError {
  return new ProblemError('unavailable', detail, { retryAfter: 1, cause })
}
