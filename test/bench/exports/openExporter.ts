import type { EndpointSpec, ReplyOf } from '@sunshine-aid/api-contract'
import { buildApi } from '@sunshine-aid/api-server'
import { injectRequest, type TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import { testIssuer } from '@sunshine-aid/api-server/src/testing/issuer.ts'
import type { Demo } from '../support/openDemo.ts'

/** The API in this process. A file is read as it comes and thrown away, so that it is not in the memory that is measured. */
export interface Exporter {
  call<E extends EndpointSpec>(subject: string, endpoint: E, input: TestInput<E>): Promise<ReplyOf<E>>
  /** Bytes of the file. */
  download<E extends EndpointSpec>(subject: string, endpoint: E, input: TestInput<E>): Promise<number>
  readonly close: () => Promise<unknown>
}

export async function openExporter({ app: db, keyring, migrations }: Demo): Promise<Exporter> {
  const issuer = await testIssuer(() => new Date())
  const limits = { requestsPerWindow: 1_000_000 }
  const app = await buildApi({ db, keyring, migrations, token: issuer.config, limits, log: false })
  await app.ready()
  return {
    async call(subject, endpoint, input) {
      const token = await issuer.token(subject)
      const { statusCode, body } = await app.inject(injectRequest('/api/v1', endpoint, input, token))
      if (statusCode >= 300) throw new Error(`${endpoint.id} answered ${statusCode}: ${body}`)
      return JSON.parse(body) as never
    },
    async download(subject, endpoint, input) {
      const token = await issuer.token(subject)
      const request = injectRequest('/api/v1', endpoint, input, token)
      const answer = await app.inject({ ...request, payloadAsStream: true })
      let bytes = 0
      for await (const piece of answer.stream() as AsyncIterable<Buffer>) bytes += piece.length
      return bytes
    },
    close: () => app.close(),
  }
}
