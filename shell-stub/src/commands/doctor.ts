import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  examine,
  exitCodeOf,
  jsonReport,
  junitReport,
  STEPS,
  textReport,
  VisitError,
  type Examination,
  type ExamineOptions,
  type Language,
  type StepName,
} from '@sunshine-aid/doctor'
import { readArguments, stopWith, wholeNumber } from './commandLine.ts'

// `npm run doctor -- <url>`: visits somebody else's shell in a real browser and says what is wrong with it.

const usage = `npm run doctor -- <url> [options]

Visits a portal that runs our modules and says what is wrong there and how to mend it.
<url> is the address of its front page: https://portal.example/ or https://portal.example/aid/

  signing in, where the portal asks for it
  --headed                   show the browser and wait until somebody has signed in
  --storage-state <file>     what Playwright's storageState() has written
  --cookies <file>           cookies as a browser extension exports them (JSON)
  --account <name>           an account of this project's own stub portal

  where to look
  --release <url>            the release file, where the portal does not show which it uses
  --locale-switch <selector> the portal's control for the language; without it its signal is not checked
  --theme-switch <selector>  the same for the theme
  --browser <path>           a browser to use instead of the installed one, for instance the kernel that your staff have
  --insecure                 accept certificates that no authority has signed
  --only <steps>             some of ${Object.keys(STEPS).slice(1).join(',')}
  --timeout <seconds>        for a page to load and for a module to come up (default 20)

  what comes out
  --lang <zh-CN|en|both>     language of the report (default both)
  --json                     the report as JSON on standard output
  --junit <file>             also write a JUnit file
  --strict                   hints count as well

Ends with 0 when nothing was found, with 1 when something was, with 2 when the portal could not be visited.
Reports hold no tokens, no cookies and nothing about people; ids in addresses are left out.`

const { values, positionals } = readArguments({
  usage,
  options: {
    headed: { type: 'boolean', default: false },
    'storage-state': { type: 'string' },
    cookies: { type: 'string' },
    account: { type: 'string' },
    release: { type: 'string' },
    'locale-switch': { type: 'string' },
    'theme-switch': { type: 'string' },
    browser: { type: 'string' },
    insecure: { type: 'boolean', default: false },
    only: { type: 'string' },
    timeout: { type: 'string', default: '20' },
    lang: { type: 'string', default: 'both' },
    json: { type: 'boolean', default: false },
    junit: { type: 'string' },
    strict: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})

const [url, ...rest] = positionals
if (url === undefined || rest.length > 0) stopWith(usage, 2)
if (!/^https?:\/\//.test(url) || !URL.canParse(url))
  stopWith(`An address begins with http:// or https://.\n\n${usage}`, 2)
if (!isLanguage(values.lang)) stopWith(`--lang takes zh-CN, en or both, not "${values.lang}".`, 2)
const language = values.lang
const timeoutMs = wholeNumber('timeout', values.timeout, { least: 1, most: 600 }) * 1000

const steps = values.only?.split(',').map(stepOf)

const abort = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => abort.abort())
process.once('disconnect', () => abort.abort())
process.channel?.unref()

try {
  const examination = await examine(optionsFor(url))
  await report(examination)
  process.exitCode = exitCodeOf(examination.findings, values.strict)
} catch (error) {
  if (!(error instanceof VisitError)) throw error
  console.error(inLanguage(error.label))
  process.exitCode = 2
}

function optionsFor(address: string): ExamineOptions {
  const { account, cookies, release, browser } = values
  const [storageState, localeSwitch, themeSwitch] = [
    values['storage-state'],
    values['locale-switch'],
    values['theme-switch'],
  ]
  return {
    url: address,
    headed: values.headed,
    insecure: values.insecure,
    limits: { openMs: timeoutMs, mountMs: timeoutMs },
    signal: abort.signal,
    progress: (_, label) => console.error(`… ${inLanguage(label)}`),
    ...(steps && { steps }),
    ...(account !== undefined && { account }),
    ...(cookies !== undefined && { cookies: fromHere(cookies) }),
    ...(storageState !== undefined && { storageState: fromHere(storageState) }),
    ...(release !== undefined && { release }),
    ...(browser !== undefined && { browserPath: browser }),
    ...(localeSwitch !== undefined && { localeSwitch }),
    ...(themeSwitch !== undefined && { themeSwitch }),
  }
}

async function report(examination: Examination): Promise<void> {
  if (values.junit !== undefined) await writeFile(fromHere(values.junit), junitReport(examination))
  console.log(values.json ? jsonReport(examination) : textReport(examination, language))
}

function inLanguage(label: { readonly 'zh-CN': string; readonly en: string }): string {
  return language === 'both' ? `${label['zh-CN']} · ${label.en}` : label[language]
}

function stepOf(word: string): StepName {
  const names = Object.keys(STEPS) as StepName[]
  return names.find(name => name === word) ?? stopWith(`--only takes ${names.join(', ')}, not "${word}".`, 2)
}

function isLanguage(word: string): word is Language {
  return word === 'zh-CN' || word === 'en' || word === 'both'
}

/** A path as the person who called `npm run` meant it. */
function fromHere(path: string): string {
  return resolve(path)
}
