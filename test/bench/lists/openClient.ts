import type { EndpointSpec, ReplyOf } from '@sunshine-aid/api-contract'
import { buildApi } from '@sunshine-aid/api-server'
import { injectRequest, type TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import { testIssuer } from '@sunshine-aid/api-server/src/testing/issuer.ts'
import type { Demo } from '../support/openDemo.ts'

/** The API in this process, called as an account; no network in between. */
export interface Client {
  /** A call that may be made again and again; the token is made beforehand. @throws where the answer is a problem */
  prepare<E extends EndpointSpec>(
    subject: string,
    endpoint: E,
    input?: TestInput<E>,
  ): Promise<() => Promise<ReplyOf<E>>>
  call<E extends EndpointSpec>(subject: string, endpoint: E, input?: TestInput<E>): Promise<ReplyOf<E>>
  readonly close: () => Promise<unknown>
}

export async function openClient({ app: db, keyring, migrations }: Demo): Promise<Client> {
  const issuer = await testIssuer(() => new Date())
  const limits = { requestsPerWindow: 1_000_000 }
  const app = await buildApi({ db, keyring, migrations, token: issuer.config, limits, log: false })
  await app.ready()
  const prepare: Client['prepare'] = async (subject, endpoint, input = {}) => {
    const token = await issuer.token(subject)
    return async () => {
      const { statusCode, body } = await app.inject(injectRequest('/api/v1', endpoint, input, token))
      if (statusCode >= 300) throw new Error(`${endpoint.id} answered ${statusCode}: ${body}`)
      return JSON.parse(body) as never
    }
  }
  return { prepare, call: async (...what) => (await prepare(...what))(), close: () => app.close() }
}
