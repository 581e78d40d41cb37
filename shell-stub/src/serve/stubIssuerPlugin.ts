import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ListAccounts } from './stubAccount.ts'
import { TOKEN_SECONDS, type StubIssuer } from './stubIssuer.ts'

const COOKIE = '__stub_session'

export interface StubIssuerOptions {
  readonly issuer: StubIssuer
  readonly listAccounts: ListAccounts
}

const signInBody = {
  type: 'object',
  required: ['account'],
  additionalProperties: false,
  properties: { account: { type: 'string', minLength: 1, maxLength: 255 } },
} as const

/**
 * Sign-in without a password, for the stub only. The cookie, which no script can read, says who is signed in;
 * access tokens are given out for five minutes and kept nowhere.
 */
export function stubIssuerPlugin(app: FastifyInstance, { issuer, listAccounts }: StubIssuerOptions): void {
  app.addHook('onRequest', async (_, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })

  app.get('/stub/jwks.json', () => issuer.config.jwks)

  app.get('/stub/accounts', async () => ({ accounts: await listAccounts() }))

  app.post<{ Body: { account: string } }>(
    '/stub/sign-in',
    { schema: { body: signInBody } },
    async (request, reply) => {
      const accounts = await listAccounts()
      const account = accounts.find(({ subject }) => subject === request.body.account)
      if (!account) return reply.code(404).send({ code: 'not_found' })
      setCookie(reply, await issuer.signSession(account.subject), '')
      return { account }
    },
  )

  app.post('/stub/token', async (request, reply) => {
    const session = readCookie(request)
    const subject = session && (await issuer.readSession(session))
    // No error: a browser would write one into the console each time somebody opens the portal to sign in.
    if (!subject) return reply.code(204).send()
    return { accessToken: await issuer.signToken(subject), subject, expiresIn: TOKEN_SECONDS }
  })

  app.post('/stub/sign-out', async (_, reply) => {
    setCookie(reply, '', '; Max-Age=0')
    return reply.code(204).send()
  })
}

/** Without `Secure`: the stub runs on plain http, on this machine only. */
function setCookie(reply: FastifyReply, value: string, attributes: string): void {
  void reply.header('set-cookie', `${COOKIE}=${value}; Path=/stub; HttpOnly; SameSite=Strict${attributes}`)
}

function readCookie(request: FastifyRequest): string | undefined {
  return new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1]
}
