import { beforeAll, describe, expect, inject, it } from 'vitest'
import { publishedRelease } from '../support/releaseCopy.ts'

const portalUrl = inject('portalUrl')
const YEAR = 'public, max-age=31536000, immutable'

let addresses: Readonly<Record<'module' | 'shared', string>>

beforeAll(async () => {
  const { modules, importMap } = await publishedRelease()
  const [module] = modules
  if (!module) throw new Error('the release holds no module')
  addresses = {
    module: `mf/${module.base}${module.manifest.entry}`,
    shared: `mf/${Object.values(importMap.imports)[0] ?? ''}`,
  }
})

const get = (path: string, init?: RequestInit) => fetch(new URL(path, portalUrl), init)

/** Directive → its values. */
function directivesOf(policy: string | null): Record<string, readonly string[]> {
  const directives = (policy ?? '').split(';').map(text => text.trim().split(/\s+/))
  return Object.fromEntries(directives.map(([name = '', ...values]) => [name, values]))
}

describe('a page', () => {
  it.each(['', 'applications', 'applications/42/visit', 'nowhere'])(
    '/%s has the strict policy',
    async path => {
      const { headers } = await get(path)
      const policy = directivesOf(headers.get('content-security-policy'))
      const [own, nonce = ''] = policy['script-src'] ?? []
      expect(own).toBe("'self'")
      expect(nonce).toMatch(/^'nonce-[A-Za-z0-9+/]{22,}={0,2}'$/)
      expect(policy).toEqual({
        'default-src': ["'none'"],
        'script-src': ["'self'", nonce],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        'form-action': ["'self'"],
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ['vue', 'sunshine-aid', "'allow-duplicates'"],
        'report-to': ['csp'],
      })
      expect(headers.get('integrity-policy')).toBe('blocked-destinations=(script), endpoints=(csp)')
      expect(headers.get('reporting-endpoints')).toBe('csp="/stub/reports"')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    },
  )

  it('never has the same nonce twice, and every script of it carries it', async () => {
    const seen = new Set<string>()
    for (let visit = 0; visit < 5; visit += 1) {
      const reply = await get('')
      const [, nonce = ''] = /'nonce-([^']+)'/.exec(reply.headers.get('content-security-policy') ?? '') ?? []
      seen.add(nonce)
      const scripts = (await reply.text()).match(/<script\b[^>]*>/g) ?? []
      const run = scripts.filter(tag => !tag.includes('application/json'))
      expect(run.length).toBeGreaterThan(1)
      expect(run.filter(tag => !tag.includes(`nonce="${nonce}"`))).toEqual([])
    }
    expect(seen.size).toBe(5)
  })

  it('holds no handler and no style of its own, which the policy would drop', async () => {
    const html = await (await get('applications')).text()
    expect(html).not.toMatch(/<[^>]+\s(?:on\w+|style)=/)
    expect(html).not.toMatch(/<style\b/)
  })
})

describe('a file of the deployment', () => {
  it.each(['module', 'shared'] as const)('(%s) may be kept for a year and is what it says', async kind => {
    const { status, headers } = await get(addresses[kind])
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe(YEAR)
    expect(headers.get('content-type')).toMatch(/^(?:text|application)\/javascript/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('set-cookie')).toBeNull()
  })

  it('that says which versions run is asked for each time', async () => {
    const { headers } = await get('mf/release.json')
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(headers.get('content-type')).toMatch(/^application\/json/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('that is missing is no page, and is not kept', async () => {
    const { status, headers } = await get('mf/applications/0.0.0/gone.js')
    expect(status).toBe(404)
    expect(headers.get('content-type') ?? '').not.toContain('html')
    expect(headers.get('cache-control') ?? '').not.toContain('max-age')
  })
})

describe('a reply of the API', () => {
  it.each([
    ['without a token', 'api/v1/me', 401],
    ['about nothing', 'api/v1/nothing', 404],
    ['about its health', 'api/live', 200],
  ])('%s is nobody else’s to keep, to guess at or to read', async (_, path, status) => {
    const reply = await get(path, { headers: { origin: 'https://elsewhere.example' } })
    expect(reply.status).toBe(status)
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
    expect(reply.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(reply.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('the issuer', () => {
  it('gives out tokens that nobody keeps, for a cookie that no script reads', async () => {
    const signIn = await get('stub/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: 'taicang-officer-1' }),
    })
    const [cookie = ''] = signIn.headers.getSetCookie()
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict/)
    const token = await get('stub/token', { method: 'POST', headers: { cookie } })
    expect(token.headers.get('cache-control')).toBe('no-store')
    expect(token.headers.get('access-control-allow-origin')).toBeNull()
  })
})
