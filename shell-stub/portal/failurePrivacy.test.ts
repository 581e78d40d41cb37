import { ProblemError } from '@sunshine-aid/api-contract'
import { issuePassport, parsePassportCode, type Notice } from '@sunshine-aid/host-contract'
import { defineMessages, defineModule, ProblemCard, ProblemNotice } from '@sunshine-aid/module-kit'
import { createHost } from '@sunshine-aid/shell-kit'
import { aModule, aRelease, someServices } from '@sunshine-aid/shell-kit/testing'
import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import { strictPassport } from '../src/serve/failures/strictPassport.ts'
import { failureReporter } from './reportFailure.ts'

// What a person told a page, or a page showed, must not leave it with a failure, by whatever way it fails.

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map(list => list.join(''))
const surname = fc.constantFrom('张', '王', '李', '欧阳', '司马', '阿依古丽·买买提', '扎西')
const given = fc.constantFrom('伟', '秀英', '梓涵', '子轩', '卓玛', '浩然')
const secret = fc.oneof(
  fc.tuple(surname, given).map(parts => parts.join('')),
  fc.tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9)).map(parts => parts.join('')),
  fc.tuple(digits(17), fc.constantFrom('0', '9', 'X', 'x')).map(parts => parts.join('')),
)

const named = (error: Error, name: string) => Object.assign(error, { name })
const failures: readonly ((secret: string) => unknown)[] = [
  text => new Error(`cannot read ${text}`),
  text => named(new Error('no'), text),
  text => Object.assign(new Error('no'), { code: text }),
  text => text,
  text => ({ message: text, code: text }),
  text => new TypeError('no', { cause: new Error(text) }),
  text => new ProblemError('invalid_input', `/students/${text}`, { errors: [{ path: text, code: text }] }),
  text => new ProblemError('stale_version', text, { current: { name: text }, requestId: text }),
  text => new ProblemError('unavailable', `GET /students?search=${text}: no answer`),
]

const messages = defineMessages({ 'zh-CN': { module: '样例' }, en: { module: 'Sample' } })
const problem = shallowRef<ProblemError>()
const crash = shallowRef<{ readonly error: unknown }>()
let act: () => unknown = () => undefined

const Page = defineComponent({
  setup: () => () => {
    if (crash.value) throw crash.value.error
    return h('div', [
      h('h1', 'page'),
      h('button', { id: 'act', onClick: () => act() }, 'act'),
      problem.value && [h(ProblemCard, { error: problem.value }), h(ProblemNotice, { error: problem.value })],
    ])
  },
})
const sample = defineModule({
  id: 'sample',
  title: 'module',
  messages,
  routes: [{ path: '/:id', component: Page, meta: { title: 'module' } }],
})

const sent: string[] = []
const original = globalThis.fetch
beforeEach(() => {
  sent.length = 0
  globalThis.fetch = async (_, init) => {
    sent.push(init?.body as string)
    return new Response()
  }
})
afterEach(() => {
  problem.value = undefined
  crash.value = undefined
})
afterAll(() => void (globalThis.fetch = original))

/** Everything that a failure leaves behind anywhere, as one text. */
async function traces(fail: (text: string) => unknown, text: string): Promise<string> {
  const module = aModule('sample', { routes: [{ path: '/:id', title: { 'zh-CN': '页', en: 'Page' } }] })
  const notices: Notice[] = []
  const services = someServices([module])
  const report = failureReporter(aRelease([module]))
  const root = document.body.appendChild(document.createElement('div'))
  history.replaceState(null, '', `/sample/${encodeURIComponent(text)}?q=${encodeURIComponent(text)}`)
  const { host, dispose } = createHost(module, root, {
    ...services,
    notify: notice => void notices.push(notice),
    record(record) {
      services.records.push(record)
      report(record)
    },
  })
  const mounted = await sample.mount(root, host)
  const error = fail(text) as Error
  act = () => Promise.reject(error)
  root.querySelector<HTMLElement>('#act')!.click()
  if (error instanceof ProblemError) problem.value = error
  await flushPromises()
  const shown = root.textContent
  crash.value = { error }
  await flushPromises()
  const card = root.textContent
  await mounted.unmount()
  dispose()
  root.remove()
  const pages = new Map([['sample', ['/:id']]])
  const kept = sent.map(body => strictPassport(JSON.parse(body), pages))
  expect(kept.length).toBeGreaterThan(0)
  for (const passport of kept) expect(parsePassportCode(passport!.code)?.code).toBe(passport!.code)
  return JSON.stringify([services.records, notices, sent, kept, shown, card])
}

it('nobody’s name, phone or identity card is in a passport, a record, a notice or what is stored', async () => {
  Object.assign(window, { scrollTo: () => undefined })
  await fc.assert(
    fc.asyncProperty(secret, fc.constantFrom(...failures), async (text, fail) => {
      sent.length = 0
      problem.value = undefined
      crash.value = undefined
      const left = await traces(fail, text)
      expect(left).not.toContain(text)
      expect(left).not.toContain(encodeURIComponent(text))
    }),
    { numRuns: 60 },
  )
})

it('nor can they be put into a passport on purpose, whichever fact is tried', () => {
  const fact = fc.constantFrom('module', 'version', 'train', 'contract', 'route', 'problem', 'requestId')
  const around = fc.constantFrom<(text: string) => string>(
    text => text,
    text => `/${text}`,
    text => `/students/${text}/visits`,
    text => `1.0.${text}`,
    text => `1.0.0-${text}`,
    text => `v${text}`,
    text => `a-${text}`,
  )
  fc.assert(
    fc.property(secret, fact, around, (text, name, wrap) => {
      const facts = { module: 'sample', phase: 'request', [name]: wrap(text) } as const
      const passport = issuePassport(facts)
      expect(JSON.stringify(passport)).not.toContain(text)
      expect(
        JSON.stringify(strictPassport({ ...passport, [name]: wrap(text) }, undefined) ?? ''),
      ).not.toContain(text)
    }),
    { numRuns: 1000 },
  )
})
