import { issuePassport } from '@sunshine-aid/host-contract'
import { expect, it, onTestFinished } from 'vitest'
import { sendFailure } from './sendFailure.ts'

it('only failures with a code are sent, and nothing but their known facts', () => {
  const sent: unknown[] = []
  const original = globalThis.fetch
  onTestFinished(() => void (globalThis.fetch = original))
  globalThis.fetch = async (_, init) => {
    sent.push(JSON.parse(String(init?.body)))
    return new Response()
  }
  const passport = issuePassport({ module: 'mentors', phase: 'load', problem: 'missing' })
  const record = { moduleId: 'mentors', version: '1.0.0', name: 'missing' }
  sendFailure({ ...record, kind: 'error', attributes: { ...passport, note: '张三' } })
  sendFailure({ ...record, kind: 'event', attributes: { ...passport } })
  sendFailure({ ...record, kind: 'error', attributes: {} })
  expect(sent).toEqual([passport])
})
