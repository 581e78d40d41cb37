import type { HostV1 } from '@sunshine-aid/host-contract'
import { expect, it, onTestFinished } from 'vitest'
import { aHost, mounted } from './testing/openModule.ts'

it('a tool that examines shells sees each host that a module is given, once, with its element', async () => {
  const seen: (readonly [HostV1, HTMLElement])[] = []
  const key = Symbol.for('sunshine-aid.examiner')
  Object.assign(globalThis, { [key]: (...given: readonly [HostV1, HTMLElement]) => seen.push(given) })
  onTestFinished(() => void Reflect.deleteProperty(globalThis, key))
  history.replaceState(null, '', '/sample/')
  const host = aHost()
  const module = await mounted(host)
  await module.suspend()
  await module.resume()
  expect(seen).toEqual([[host, host.ui.root]])
})
