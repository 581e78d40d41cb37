import { issuePassport } from '@sunshine-aid/host-contract'
import { aModule, aRelease } from '@sunshine-aid/shell-kit/testing'
import { flushPromises } from '@vue/test-utils'
import { expect, it, onTestFinished } from 'vitest'
import { failureReporter } from './reportFailure.ts'

const passport = issuePassport({ module: 'mentors', version: '1.2.3', phase: 'load', problem: 'missing' })
const record = { moduleId: 'mentors', version: '1.2.3', name: 'missing', kind: 'error' } as const
const release = aRelease([aModule('mentors')])

/** What reaches the server; `online` says whether anything does. */
function aNetwork() {
  const sent: unknown[] = []
  const network = { online: true, sent }
  const { fetch } = globalThis
  onTestFinished(() => void (globalThis.fetch = fetch))
  globalThis.fetch = async (_, init) => {
    if (!network.online) throw new TypeError('no network')
    sent.push(JSON.parse(init?.body as string))
    return new Response()
  }
  return network
}

it('only failures with a code are sent, and nothing but their known facts', async () => {
  const { sent } = aNetwork()
  const report = failureReporter(release)
  report({ ...record, attributes: { ...passport, note: '张三' } })
  report({ ...record, kind: 'event', attributes: { ...passport } })
  report({ ...record, attributes: {} })
  await flushPromises()
  expect(sent).toEqual([{ ...passport, train: 't1' }])
})

it('failures wait for the network', async () => {
  const network = aNetwork()
  network.online = false
  const report = failureReporter(release)
  report({ ...record, attributes: passport })
  await flushPromises()
  network.online = true
  window.dispatchEvent(new Event('online'))
  await flushPromises()
  expect(network.sent).toHaveLength(1)
})
