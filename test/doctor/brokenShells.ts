import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ExamineOptions, FindingId } from '@sunshine-aid/doctor'
import type { ShellText } from './plainShell/servePlainShell.ts'

/** A plain shell with one thing wrong. */
export interface BrokenShell {
  readonly is: string
  /** What the doctor finds, and nothing else. */
  readonly finds: FindingId
  /** The line that is changed: in which text, what stands there, and what then stands there. */
  readonly change?: readonly [text: ShellText, from: string | RegExp, to: string]
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean
  readonly options?: Partial<ExamineOptions>
}

/** One line of the script becomes another; without `to` it is taken away. */
const script = (from: string, to = ''): BrokenShell['change'] => ['script', from, to]
/** The script begins with one line more. */
const first = (line: string): BrokenShell['change'] => ['script', /^/, `${line};\n`]
const styles = (rule: string): BrokenShell['change'] => ['styles', /$/, rule]

const TEN_MINUTES_AGO = new Date(Date.now() - 600_000).toUTCString()

/** Answers for one address in the place of the shell. */
function at(
  pattern: RegExp,
  reply: (response: ServerResponse) => unknown,
): NonNullable<BrokenShell['answer']> {
  return ({ url = '' }, response) => {
    const isIt = pattern.test(url)
    if (isIt) reply(response)
    return isIt
  }
}

export const BROKEN_SHELLS: readonly BrokenShell[] = [
  { is: 'lacks a member of the contract', finds: 'DR-01', change: script('span: (_, work) => work(),') },
  { is: 'names a contract of the future', finds: 'DR-02', change: script("'1.0'", "'2.0'") },
  { is: 'does not freeze its host', finds: 'DR-03', change: script('freeze(createHost(', '(createHost(') },
  { is: 'has a theme of its own', finds: 'DR-04', change: script("('light')", "('blue')") },
  {
    is: 'forgets a slash',
    finds: 'DR-05',
    change: script('basePath,\n      push', "basePath: '/mentors',\n      push"),
  },
  {
    is: 'names another root',
    finds: 'DR-06',
    change: script('root,\n      overlayRoot', 'root: document.body,\n      overlayRoot'),
  },
  { is: 'aborts nothing', finds: 'DR-07', change: script('controller.abort()') },
  {
    is: 'asks nobody before leaving',
    finds: 'DR-08',
    change: script('for (const ask of [...blockers]) if (!(await ask())) return'),
  },
  {
    is: 'ignores nav.push',
    finds: 'DR-09',
    change: script('push: path => void go(path)', 'push: () => undefined'),
  },
  {
    is: 'keeps its title',
    finds: 'DR-10',
    change: script('document.title =', 'document.body.dataset.title ='),
  },
  { is: 'announces nothing', finds: 'DR-11', change: script("find('voice').textContent = text", 'text') },
  {
    is: 'keeps overlays inside its own frame',
    finds: 'DR-12',
    change: script('document.body.append(overlayRoot)', "find('outlet').append(overlayRoot)"),
  },
  { is: 'moves its body', finds: 'DR-13', change: styles('body { transform: translateX(0) }') },
  {
    is: 'makes overlays inert',
    finds: 'DR-13',
    change: script(
      'document.body.append(overlayRoot)',
      'document.body.append(overlayRoot); overlayRoot.inert = true',
    ),
  },
  { is: 'stands over everything', finds: 'DR-14', change: styles('.bar { z-index: 5000 }') },
  {
    is: 'switches its own language only',
    finds: 'DR-15',
    change: script("locale.set('en')", '0'),
    options: { localeSwitch: '#language' },
  },
  {
    is: 'takes its time with tokens',
    finds: 'DR-20',
    change: script(
      'Promise.resolve(held .token)',
      'new Promise(resolve => setTimeout(resolve, 1500, held.token))',
    ),
  },
  {
    is: 'gives a refused token again',
    finds: 'DR-21',
    change: script('if (!force && isGood(refused))', 'if (isGood())'),
  },
  {
    is: 'renews for every caller',
    finds: 'DR-22',
    change: script('if (renewal) return renewal', 'if (force) return askIssuer()'),
  },
  {
    is: 'renews in every tab',
    finds: 'DR-23',
    change: script("navigator.locks.request('token', () => renew(refused))", 'askIssuer()'),
  },
  { is: 'lives ten minutes ago', finds: 'DR-24', change: ['pageHeaders', /$/, `Date: ${TEN_MINUTES_AGO}\n`] },
  {
    is: 'knows no deep links',
    finds: 'DR-30',
    answer: at(/^\/mentors\/roster/, response => response.writeHead(404).end()),
  },
  {
    is: 'sends deep links home',
    finds: 'DR-31',
    answer: at(/^\/mentors\/roster/, response => response.writeHead(302, { location: '/' }).end()),
  },
  { is: 'never unmounts', finds: 'DR-32', change: script('if (isHere || !mounted) return', 'return') },
  {
    is: 'adds a listener at each mount',
    finds: 'DR-33',
    change: script(
      'const controller = new AbortController()',
      "const controller = new AbortController(); window.addEventListener('resize', () => controller)",
    ),
  },
  {
    is: 'does not hear the back button',
    finds: 'DR-34',
    change: script("window.addEventListener('popstate', () => void show())"),
  },
  {
    is: 'calls nothing',
    finds: 'DR-35',
    change: script('const module = await mount(root, host)', 'const module = { unmount() {} }'),
  },
  { is: 'throws', finds: 'DR-36', change: first('setTimeout(() => { throw new TypeError() })') },
  { is: 'has no doctype', finds: 'DR-37', change: ['page', '<!doctype html>', ''] },
  { is: 'speaks no language', finds: 'DR-38', change: ['page', ' lang="zh-CN"', ''] },
  {
    is: 'has no viewport',
    finds: 'DR-39',
    change: ['page', '<meta name="viewport" content="width=device-width, initial-scale=1">', ''],
  },
  {
    is: 'has lost a file',
    finds: 'DR-50',
    answer: at(/^\/mf\/mentors\/.*\.js/, response => response.writeHead(404).end()),
  },
  {
    is: 'serves scripts as text',
    finds: 'DR-51',
    change: ['fileHeaders', /^/, 'Content-Type: text/plain\n'],
  },
  {
    is: 'rewrites scripts',
    finds: 'DR-52',
    answer: at(/^\/mf\/mentors\/.*\.js/, response =>
      response
        .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=31536000, immutable' })
        .end('export {}'),
    ),
  },
  { is: 'caches its page', finds: 'DR-54', change: ['pageHeaders', 'no-store', 'max-age=3600'] },
  { is: 'caches nothing', finds: 'DR-55', change: ['fileHeaders', /^/, 'Cache-Control: no-cache\n'] },
  {
    is: 'gives its page for everything',
    finds: 'DR-58',
    answer: at(/^\/mf\/release\.json/, response =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'),
    ),
  },
  { is: 'has no import map', finds: 'DR-61', change: ['page', /<script type="importmap".*\n/, ''] },
  {
    is: 'preloads before its import map',
    finds: 'DR-62',
    change: ['page', '<title>', '<link rel="modulepreload" href="/plain/shell.js"><title>'],
  },
  { is: 'vouches for nothing', finds: 'DR-63', change: ['release', '"integrity":{', '"forgotten":{'] },
  { is: 'maps too little', finds: 'DR-64', change: ['release', /"vue-router":"[^"]+",/, ''] },
  {
    is: 'allows scripts of its own only',
    finds: 'DR-70',
    change: ['pageHeaders', "script-src 'self'", 'script-src'],
  },
  {
    is: 'allows eval',
    finds: 'DR-71',
    change: ['pageHeaders', "script-src 'self'", "script-src 'self' 'unsafe-eval'"],
  },
  {
    is: 'trusts no vue',
    finds: 'DR-72',
    change: ['pageHeaders', "trusted-types vue 'allow-duplicates'", 'trusted-types portal'],
  },
  {
    is: 'asks for hashes that it does not give',
    finds: 'DR-73',
    change: ['pageHeaders', /$/, 'Integrity-Policy: blocked-destinations=(script)\n'],
  },
  {
    is: 'tells everybody where people are',
    finds: 'DR-74',
    change: ['pageHeaders', 'Referrer-Policy: same-origin', 'Referrer-Policy: unsafe-url'],
  },
  { is: 'shouts in buttons', finds: 'DR-80', change: styles('button { text-transform: uppercase }') },
  {
    is: 'extends arrays',
    finds: 'DR-82',
    change: first('Array.prototype.last = function () { return this.at(-1) }'),
  },
  {
    is: 'wraps fetch',
    finds: 'DR-83',
    change: first(
      'const native = fetch; window.fetch = (input, init) => native(input, { ...init, signal: null })',
    ),
  },
  { is: 'has zones', finds: 'DR-84', change: first('window.Zone = {}') },
  {
    is: 'swallows popstate',
    finds: 'DR-85',
    change: first("window.addEventListener('popstate', event => event.stopImmediatePropagation())"),
  },
]
