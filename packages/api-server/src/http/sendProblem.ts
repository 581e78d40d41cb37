import { problemText, statusOf, type ProblemBody, type ProblemError } from '@sunshine-aid/api-contract'
import type { FastifyReply } from 'fastify'
import { languageOf, type Language } from './accept.ts'
import { setApiHeaders } from './headers.ts'

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** The body of a problem (RFC 9457): words in the reader's language, `code` for programs. */
export function problemBody(problem: ProblemError, requestId: string, language: Language): ProblemBody {
  const { code, detail, errors, current } = problem
  return {
    type: `urn:sunshine-aid:problem:${code}`,
    title: problemText[code][language],
    status: statusOf(code),
    code,
    detail,
    instance: `urn:uuid:${requestId}`,
    requestId,
    ...(errors && { errors: [...errors] }),
    ...(current !== undefined && { current }),
  }
}

/** Answers with `problem`: the only place where the API says no. */
export function sendProblem(reply: FastifyReply, problem: ProblemError): FastifyReply {
  const language = languageOf(reply.request.headers['accept-language'])
  setApiHeaders(reply).code(problem.status).type(PROBLEM_TYPE).header('content-language', language)
  if (problem.status === 401)
    reply.header('www-authenticate', 'Bearer realm="sunshine-aid", error="invalid_token"')
  if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter)
  return reply.send(JSON.stringify(problemBody(problem, reply.request.id, language)))
}
