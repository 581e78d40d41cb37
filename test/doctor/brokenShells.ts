import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ExamineOptions, FindingId, StepName } from '@sunshine-aid/doctor'
import type { ShellText } from './plainShell/servePlainShell.ts'

/** A line that is changed: in which text, what stands there, and what then stands there. */
export type Change = readonly [text: ShellText, from: string | RegExp, to: string]

/** A plain shell with something wrong in it. */
export interface BrokenShell {
  readonly is: string
  /** What the doctor finds, and nothing else. */
  readonly finds: readonly FindingId[]
  /** Steps that are enough to see it; without them all are taken. */
  readonly steps?: readonly StepName[]
  readonly changes?: readonly Change[]
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean
  readonly options?: Partial<ExamineOptions>
}

/** One line of the script becomes another; without `to` it is taken away. */
const script = (from: string, to = ''): Change => ['script', from, to]
/** The script begins with one line more. */
const first = (line: string): Change => ['script', /^/, `${line};\n`]
const style = (rule: string): Change => ['styles', /$/, rule]
const header = (from: string | RegExp, to: string): Change => ['pageHeaders', from, to]

/** Answers for some addresses in the place of the shell. */
function at(
  pattern: RegExp,
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): NonNullable<BrokenShell['answer']> {
  return ({ url = '' }, response) => {
    const isIt = pattern.test(url)
    if (isIt) response.writeHead(status, headers).end(body)
    return isIt
  }
}

const TEN_MINUTES_AGO = new Date(Date.now() - 600_000).toUTCString()
const IMMUTABLE = { 'content-type': 'text/javascript', 'cache-control': 'max-age=31536000, immutable' }
const OLD_RELEASE = `
addEventListener('install', () => skipWaiting())
addEventListener('activate', event => event.waitUntil(clients.claim()))
addEventListener('fetch', event => {
  if (event.request.url.endsWith('/release.json')) event.respondWith(new Response('{ "id": "last-week" }'))
})`

export const BROKEN_SHELLS: readonly BrokenShell[] = [
  {
    is: 'lacks a member of the contract',
    finds: ['DR-01'],
    changes: [script("notify: ({ text }) => void (find('notice').textContent = text),")],
  },
  { is: 'aborts nothing when it unmounts', finds: ['DR-07'], changes: [script('controller.abort()')] },
  {
    is: 'asks nobody before leaving',
    finds: ['DR-08'],
    changes: [script('for (const ask of [...blockers]) if (!(await ask())) return')],
  },
  {
    is: 'announces nothing',
    finds: ['DR-11'],
    steps: ['host'],
    changes: [script("find('voice').textContent = text", 'text')],
  },
  {
    is: 'keeps overlays inside its own frame',
    finds: ['DR-12'],
    changes: [script('document.body.append(overlayRoot)', "find('outlet').append(overlayRoot)")],
  },
  {
    is: 'moves its body',
    finds: ['DR-13'],
    steps: ['host'],
    changes: [style('body { transform: translateX(0) }')],
  },
  { is: 'stands over everything', finds: ['DR-14'], changes: [style('.bar { z-index: 5000 }')] },
  {
    is: 'switches its own language only',
    finds: ['DR-15'],
    steps: ['switches'],
    changes: [script("locale.set('en')", '0')],
    options: { localeSwitch: '#language' },
  },
  {
    is: 'takes its time with tokens',
    finds: ['DR-20'],
    steps: ['session'],
    changes: [
      script('Promise.resolve(held .token)', 'new Promise(resolve => setTimeout(resolve, 1500, held.token))'),
    ],
  },
  {
    is: 'gives a refused token again',
    finds: ['DR-21'],
    steps: ['session'],
    changes: [script('if (!force && isGood(refused))', 'if (isGood())')],
  },
  {
    is: 'renews for every caller',
    finds: ['DR-22'],
    changes: [script('if (renewal) return renewal', 'if (force) return askIssuer()')],
  },
  {
    is: 'renews in every tab',
    finds: ['DR-23'],
    steps: ['session'],
    changes: [script("navigator.locks.request('token', () => renew(refused))", 'askIssuer()')],
  },
  { is: 'knows no deep links', finds: ['DR-30'], answer: at(/^\/mentors\/roster/, 404) },
  {
    is: 'sends deep links home',
    finds: ['DR-31'],
    steps: ['links'],
    answer: at(/^\/mentors\/roster/, 302, { location: '/' }),
  },
  {
    is: 'never unmounts',
    finds: ['DR-32'],
    steps: ['leaving'],
    changes: [script('if (isHere || !mounted) return', 'return')],
  },
  {
    is: 'adds a listener at each mount',
    finds: ['DR-33'],
    steps: ['leaving'],
    changes: [
      script(
        'const controller = new AbortController()',
        "const controller = new AbortController(); window.addEventListener('resize', () => controller)",
      ),
    ],
  },
  {
    is: 'does not hear the back button',
    finds: ['DR-34'],
    steps: ['leaving'],
    changes: [script("window.addEventListener('popstate', () => void show())")],
  },
  {
    is: 'mounts nothing',
    finds: ['DR-35'],
    changes: [script('const module = await mount(root, host)', 'const module = { unmount() {} }')],
  },
  {
    is: 'serves scripts as text',
    finds: ['DR-51'],
    changes: [['fileHeaders', /^/, 'Content-Type: text/plain\n']],
  },
  {
    is: 'rewrites scripts',
    finds: ['DR-52'],
    answer: at(/^\/mf\/mentors\/.*\.js/, 200, IMMUTABLE, 'export {}'),
  },
  {
    is: 'keeps the release of last week',
    finds: ['DR-60'],
    steps: ['files'],
    changes: [
      header("require-trusted-types-for 'script'", "worker-src 'self'"),
      first(
        "await navigator.serviceWorker.register('/sw.js', { scope: '/' }); await navigator.serviceWorker.ready",
      ),
    ],
    answer: at(/^\/sw\.js/, 200, { 'content-type': 'text/javascript' }, OLD_RELEASE),
  },
  { is: 'has no import map', finds: ['DR-61'], changes: [['page', /<script type="importmap".*\n/, '']] },
  { is: 'maps too little', finds: ['DR-64'], changes: [['release', /"vue-router":"[^"]+",/, '']] },
  {
    is: 'refuses its own import map',
    finds: ['DR-70'],
    changes: [['page', 'type="importmap" nonce="NONCE"', 'type="importmap"']],
  },
  {
    is: 'trusts no vue',
    finds: ['DR-72'],
    changes: [header("trusted-types vue 'allow-duplicates'", 'trusted-types portal')],
  },
  {
    is: 'asks for hashes that it does not give',
    finds: ['DR-73'],
    changes: [header(/$/, 'Integrity-Policy: blocked-destinations=(script)\n')],
  },
  { is: 'shouts in buttons', finds: ['DR-80'], changes: [style('button { text-transform: uppercase }')] },
  {
    is: 'wraps fetch',
    finds: ['DR-83'],
    steps: ['host'],
    changes: [
      first('const native = fetch; window.fetch = (input, init) => native(input, { ...init, signal: null })'),
    ],
  },
  {
    is: 'swallows popstate',
    finds: ['DR-85'],
    steps: ['host'],
    changes: [first("window.addEventListener('popstate', event => event.stopImmediatePropagation())")],
  },
  {
    is: 'throws while it loads',
    finds: ['DR-36'],
    steps: ['files'],
    changes: [first('setTimeout(() => { throw new TypeError() })')],
  },
  {
    is: 'was neglected in many ways',
    finds: [
      'DR-02',
      'DR-03',
      'DR-04',
      'DR-05',
      'DR-06',
      'DR-10',
      'DR-24',
      'DR-37',
      'DR-38',
      'DR-39',
      'DR-54',
      'DR-55',
      'DR-58',
      'DR-62',
      'DR-63',
      'DR-71',
      'DR-74',
      'DR-82',
      'DR-84',
    ],
    changes: [
      script("'1.0'", "'2.0'"),
      script('freeze(createHost(', '(createHost('),
      script("('light')", "('blue')"),
      script('basePath,\n      push', "basePath: '/mentors',\n      push"),
      script('root,\n      overlayRoot', 'root: document.body,\n      overlayRoot'),
      script('document.title =', 'document.body.dataset.title ='),
      first('Array.prototype.last = function () { return this.at(-1) }'),
      first('window.Zone = {}'),
      ['page', '<!doctype html>', ''],
      ['page', ' lang="zh-CN"', ''],
      ['page', '<meta name="viewport" content="width=device-width, initial-scale=1">', ''],
      ['page', '<title>', '<link rel="modulepreload" href="/plain/shell.js"><title>'],
      ['release', '"integrity":{', '"forgotten":{'],
      ['fileHeaders', /^/, 'Cache-Control: no-cache\n'],
      header('no-store', 'max-age=3600'),
      header("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
      header('Referrer-Policy: same-origin', 'Referrer-Policy: unsafe-url'),
      header(/$/, `Date: ${TEN_MINUTES_AGO}\n`),
    ],
    options: { release: 'mf/release.json' },
    answer: at(
      /^\/mf\/release\.json/,
      200,
      { 'content-type': 'text/html', 'cache-control': 'no-cache' },
      '<!doctype html>',
    ),
  },
]
