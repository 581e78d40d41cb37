import type { Observations } from '../visit/observations.ts'

const ORIGIN = 'https://portal.example'
const BASE = `${ORIGIN}/mf/mentors/1.0.0-abc/`
const VUE = `${ORIGIN}/mf/vendor/framework-abc/vue.js`
const SHA = `sha384-${'a'.repeat(64)}`

const file = {
  status: 200,
  mime: 'text/javascript',
  cacheControl: 'public, max-age=31536000, immutable',
  encoding: 'br',
  allowOrigin: '',
  bytes: 50_000,
  isWhole: true,
}
const trace = {
  listeners: { 'window popstate https://portal.example/shell.js': 1 },
  bodyChildren: 3,
  styles: 2,
}
const left = { moved: true, isAborted: true, place: 'gone', trace } as const
const token = { outcome: 'token', ms: 20, issuedAt: 1000, expiresAt: 1300, now: 1001, isOld: false } as const

/** What the doctor sees of a shell with which nothing is wrong. */
export const SOUND_SHELL = {
  browserVersion: '153.0.8010.0',
  document: {
    url: `${ORIGIN}/mentors`,
    headers: {
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'content-security-policy': "script-src 'self' 'nonce-abc'; trusted-types vue",
    },
    httpVersion: 'h2',
    clockAhead: 1,
  },
  page: {
    path: '/mentors',
    hasDoctype: true,
    lang: 'zh-CN',
    hasViewport: true,
    base: null,
    metaPolicies: [],
    importMaps: [
      JSON.stringify({ imports: { vue: VUE }, integrity: { [VUE]: SHA, [`${BASE}mentors.js`]: SHA } }),
    ],
    mapIsLate: false,
    scriptsWithoutIntegrity: 0,
    release: null,
    kernel: { importMaps: true, adoptedStyleSheets: true, abortSignalAny: true },
  },
  recorded: { violations: [], errors: [], unresolved: [], mounts: ['mentors'], isDrawn: true },
  responses: [],
  release: {
    id: 'r1',
    modules: [
      {
        id: 'mentors',
        contract: '^1.0',
        base: BASE,
        basePath: '/mentors/',
        routes: [{ path: '/mentors', permission: undefined, nav: 1 }],
        shared: ['vue'],
      },
    ],
    imports: { vue: VUE },
    files: [
      { url: `${BASE}mentors.js`, integrity: SHA },
      { url: VUE, integrity: SHA },
    ],
  },
  releaseFile: {
    ...file,
    url: `${ORIGIN}/mf/release.json`,
    mime: 'application/json',
    cacheControl: 'no-cache',
  },
  files: [
    { ...file, url: `${BASE}mentors.js` },
    { ...file, url: VUE },
  ],
  staleWorker: false,
  host: {
    wrong: [],
    unfrozen: [],
    contract: '1.0',
    moduleId: 'mentors',
    basePath: '/mentors/',
    apiBaseUrl: '/api/v1',
    path: '/mentors',
    ownsRoot: true,
    values: [],
    permissions: {},
  },
  overlay: { parent: 'body', hidden: [], confinedBy: [], covers: [] },
  voice: { titleIsSet: true, isAnnounced: true },
  globals: {
    enumerable: [],
    promiseIsReplaced: false,
    hasZone: false,
    fetchIgnoresAbort: false,
    pushStateIsLost: false,
    popStateIsLost: false,
  },
  look: { onUs: [], onThem: [], looked: 30 },
  localeSwitch: { hasTold: true, hasChanged: true },
  themeSwitch: { hasTold: true, hasChanged: true },
  question: { wasAsked: true, wasInTime: true, stayed: true },
  leaving: left,
  cameBack: true,
  leavingAgain: left,
  links: [{ moduleId: 'mentors', path: '/', status: 200, mime: 'text/html', isMounted: true }],
  token,
  renewed: token,
  refreshes: { single: 1, perTab: 1, together: 1 },
} as const satisfies Observations
