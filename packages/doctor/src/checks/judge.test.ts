import { describe, expect, it } from 'vitest'
import { FINDING_IDS, type FindingId } from '../catalogue/catalogue.ts'
import { SOUND_SHELL as sound } from '../testing/soundShell.ts'
import type { FileFacts } from '../visit/auditFiles.ts'
import type { Observations } from '../visit/observations.ts'
import { judge } from './judge.ts'

const idsOf = (seen: Observations) => judge(seen).findings.map(({ id }) => id)

const host = (change: Partial<Observations['host']>) => ({ host: { ...sound.host, ...change } })
const overlay = (change: Partial<Observations['overlay']>) => ({ overlay: { ...sound.overlay, ...change } })
const page = (change: Partial<Observations['page']>) => ({ page: { ...sound.page, ...change } })
const globals = (change: Partial<Observations['globals']>) => ({ globals: { ...sound.globals, ...change } })
const leaving = (change: Partial<Observations['leaving']>) => ({ leaving: { ...sound.leaving, ...change } })
const recorded = (change: Partial<Observations['recorded']>) => ({
  recorded: { ...sound.recorded, ...change },
})
const file = (change: Partial<FileFacts>) => ({ files: [{ ...sound.files[0], ...change }] })
const link = { ...sound.links[0] }
const header = (name: string, value: string) => ({
  document: { ...sound.document, headers: { ...sound.document.headers, [name]: value } },
})
const map = (imports: object, integrity: object) =>
  page({ importMaps: [JSON.stringify({ imports, integrity })] })
const [vue] = Object.values(sound.release.imports)
const vouched = Object.fromEntries(sound.release.files.map(({ url, integrity }) => [url, integrity]))
const leak = { element: 'button.sa-button', change: 'color: red, not blue', rule: 'button', sheet: '<style>' }
const trace = { ...sound.leaving.trace, styles: 3 }

/** The least that has to be seen for each finding. */
const EXAMPLES: Readonly<Record<FindingId, Partial<Observations>>> = {
  'DR-01': host({ wrong: [{ path: 'nav.block', expected: 'function', found: 'undefined' }] }),
  'DR-02': host({ contract: '2.0' }),
  'DR-03': host({ unfrozen: ['auth'] }),
  'DR-04': host({ values: ['theme: blue'] }),
  'DR-05': host({ basePath: '/mentors' }),
  'DR-06': host({ ownsRoot: false }),
  'DR-07': leaving({ isAborted: false }),
  'DR-08': { question: { wasAsked: true, wasInTime: false, stayed: true } },
  'DR-09': leaving({ moved: false, place: 'there' }),
  'DR-10': { voice: { titleIsSet: false, isAnnounced: true } },
  'DR-11': { voice: { titleIsSet: true, isAnnounced: false } },
  'DR-12': overlay({ parent: 'main' }),
  'DR-13': overlay({ confinedBy: ['transform: none (<body>)'] }),
  'DR-14': overlay({ covers: ['<header>'] }),
  'DR-15': { localeSwitch: { hasTold: false, hasChanged: true } },
  'DR-16': { themeSwitch: { hasTold: true, hasChanged: false } },
  'DR-20': { token: { ...sound.token, outcome: 'tooLate' } },
  'DR-21': { token: { ...sound.token, expiresAt: 900 } },
  'DR-22': { refreshes: { single: 1, perTab: 10, together: 20 } },
  'DR-23': { refreshes: { single: 1, perTab: 1, together: 2 } },
  'DR-24': { token: { ...sound.token, issuedAt: 1100 } },
  'DR-30': { links: [{ ...link, status: 404, isMounted: undefined }] },
  'DR-31': { links: [{ ...link, isMounted: false }] },
  'DR-32': leaving({ place: 'there', isAborted: false }),
  'DR-33': { leavingAgain: { ...sound.leavingAgain, trace } },
  'DR-34': { cameBack: false },
  'DR-35': recorded({ mounts: [], isDrawn: false }),
  'DR-36': recorded({ errors: ['TypeError https://portal.example/shell.js:12'] }),
  'DR-37': page({ hasDoctype: false }),
  'DR-38': page({ lang: '' }),
  'DR-39': page({ hasViewport: false }),
  'DR-40': page({ base: '/portal/' }),
  'DR-50': file({ status: 404 }),
  'DR-51': file({ mime: 'text/html', isWhole: false }),
  'DR-52': file({ isWhole: false }),
  'DR-53': file({ url: 'https://files.example/mentors.js' }),
  'DR-54': { releaseFile: { ...sound.releaseFile, cacheControl: 'max-age=600' } },
  'DR-55': file({ cacheControl: 'no-cache' }),
  'DR-56': file({ encoding: '' }),
  'DR-57': { document: { ...sound.document, httpVersion: 'HTTP/1.1' } },
  'DR-58': {
    responses: [
      {
        url: 'https://portal.example/api/v1/me',
        status: 200,
        type: 'fetch',
        mime: 'text/html',
        fromServiceWorker: false,
      },
    ],
  },
  'DR-59': {
    responses: [
      { url: 'http://cdn.example/a.js', status: 200, type: 'script', mime: '', fromServiceWorker: false },
    ],
  },
  'DR-60': { staleWorker: true },
  'DR-61': { ...page({ importMaps: [] }), ...recorded({ mounts: [], isDrawn: false }) },
  'DR-62': page({ mapIsLate: true }),
  'DR-63': map({ vue }, {}),
  'DR-64': map({}, vouched),
  'DR-65': map({ vue: '/portal/vue.js' }, vouched),
  'DR-70': recorded({
    violations: [{ directive: 'connect-src', blocked: 'https://portal.example/api/v1/me', scriptType: '' }],
  }),
  'DR-71': header('content-security-policy', "script-src 'self' 'unsafe-eval'"),
  'DR-72': header('content-security-policy', "script-src 'self'; trusted-types portal"),
  'DR-73': { ...map({ vue }, {}), ...header('integrity-policy', 'blocked-destinations=(script)') },
  'DR-74': header('referrer-policy', 'unsafe-url'),
  'DR-80': { look: { ...sound.look, onUs: [leak] } },
  'DR-81': { look: { ...sound.look, onThem: [leak] } },
  'DR-82': globals({ enumerable: ['Array.prototype.last'] }),
  'DR-83': globals({ fetchIgnoresAbort: true }),
  'DR-84': globals({ hasZone: true }),
  'DR-85': globals({ popStateIsLost: true }),
  'DR-86': { browserVersion: '109.0.1.1' },
}

describe('a shell', () => {
  it('with which nothing is wrong has no finding, and nothing that was not checked', () => {
    expect(judge(sound)).toEqual({ findings: [], notChecked: [] })
  })

  it.each(FINDING_IDS)('has the finding %s, and no other, where that alone was seen', id => {
    expect(idsOf({ ...sound, ...EXAMPLES[id] })).toEqual([id])
  })

  it('without a module has no findings about what a module would have shown', () => {
    const { browserVersion, document, page: bare, responses } = sound
    const { findings, notChecked } = judge({
      browserVersion,
      document,
      page: bare,
      responses,
      recorded: { ...sound.recorded, mounts: [], isDrawn: false },
    })
    expect(findings.map(({ id }) => id)).toEqual(['DR-35'])
    expect(notChecked.map(({ id }) => id)).toContain('DR-22')
  })

  it('that keeps modules alive is not blamed for a signal that goes on', () => {
    expect(idsOf({ ...sound, ...leaving({ place: 'kept', isAborted: false }) })).toEqual([])
  })

  it('on the loopback may speak HTTP/1.1', () => {
    const local = { ...sound.document, url: 'http://127.0.0.1:4300/', httpVersion: 'HTTP/1.1' }
    expect(idsOf({ ...sound, document: local, files: [], page: { ...sound.page, importMaps: [] } })).toEqual(
      [],
    )
  })

  it('with the bundled build needs no import map', () => {
    expect(idsOf({ ...sound, ...page({ importMaps: [] }) })).toEqual([])
  })

  it('that scopes another train to a module is understood', () => {
    const scopes = { '/mf/mentors/': { vue } }
    const importMaps = [JSON.stringify({ imports: { vue: '/portal/vue.js' }, scopes, integrity: vouched })]
    expect(idsOf({ ...sound, ...page({ importMaps }) })).toEqual([])
  })
})

describe('what was seen', () => {
  it('names directive and source for a policy that blocks us', () => {
    const [finding] = judge({ ...sound, ...EXAMPLES['DR-70'] }).findings
    expect(finding?.seen[0]?.en).toBe("connect-src blocks https://portal.example/api/v1/me: add 'self'")
  })

  it('holds no ids, tokens or numbers of people', () => {
    const errors = [
      'TypeError https://portal.example/archives/3f2c8a60-1111-4222-8333-444455556666/x?token=abc:3',
    ]
    const values = ['theme: eyJhbGciOi.eyJzdWIiOi.abc', 'locale: 13912345678', 'user: 320585201704010001']
    const { findings } = judge({ ...sound, ...recorded({ errors }), ...host({ values }) })
    const text = JSON.stringify(findings)
    expect(text).not.toMatch(/3f2c8a60|token=|eyJ|13912345678|320585201704010001/)
  })
})
