import { ProblemError, type EndpointSpec } from '@sunshine-aid/api-contract'
import type { FastifyInstance, HTTPMethods } from 'fastify'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const satisfies HTTPMethods[]

/** Answers 405 with `Allow` for the methods that a path of the contract does not have. */
export function refuseOtherMethods(app: FastifyInstance, endpoints: readonly EndpointSpec[]): void {
  for (const path of new Set(endpoints.map(endpoint => endpoint.path))) {
    const those = endpoints.filter(endpoint => endpoint.path === path)
    const allowed = METHODS.filter(method => those.some(endpoint => serves(endpoint, method)))
    app.route({
      method: METHODS.filter(method => !allowed.includes(method)),
      url: path,
      handler: (_request, reply) => {
        reply.header('allow', allowed.join(', '))
        throw new ProblemError('method_not_allowed', path)
      },
    })
  }
}

function serves({ method }: EndpointSpec, asked: string): boolean {
  return method === asked || (method === 'GET' && asked === 'HEAD')
}
