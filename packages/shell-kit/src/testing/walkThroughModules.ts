import type { ModuleEntry } from '@sunshine-aid/host-contract'
import { expect } from 'vitest'
import type { LoadModule } from '../importModule.ts'
import type { RegisteredModules, RegisterOptions } from '../registerWith.ts'
import { aModule, anEntry, aRelease, someServices } from './samples.ts'

const label = { 'zh-CN': 'x', en: 'x' }
const guarded = { routes: [{ path: '/', title: label, permission: 'nobody.has' }] }
const open = { routes: [{ path: '/', title: label, permission: 'file.read' }] }
const modules = [
  aModule('one'),
  aModule('hangs'),
  aModule('broken'),
  aModule('two', open),
  aModule('guarded', guarded),
]
const later = { ...aModule('one', { version: '2.0.0' }), base: '/mf/one/2.0.0/' }

/** What every single-spa must do for us: the whole life of a shell, from its first page to its end. */
export async function walkThroughModules(
  register: (options: RegisterOptions) => RegisteredModules,
): Promise<void> {
  const loaded: string[] = []
  const load: LoadModule = async ({ manifest }): Promise<ModuleEntry> => {
    loaded.push(`${manifest.id} ${manifest.version}`)
    if (manifest.id === 'hangs') return anEntry({ unmount: () => new Promise(() => undefined) })
    if (manifest.id === 'broken') throw new TypeError('Failed to fetch')
    return anEntry()
  }
  history.replaceState(null, '', '/one/')
  const outlet = document.body.appendChild(document.createElement('div'))
  const services = someServices(modules)
  const { navigation, session } = services
  const patched = history.pushState
  const registered = register({
    release: aRelease(modules),
    services,
    outlet,
    load,
    limits: { unmountMs: 30 },
  })
  const { slots } = registered
  const shows = (text: string) => expect.poll(() => outlet.textContent).toBe(text)

  // Nobody is signed in yet.
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(loaded).toEqual([])
  session.start()
  await shows('module one')

  await navigation.push('/hangs/')
  await shows('module hangs')
  expect(navigation.path.get()).toBe('/hangs/')

  await navigation.push('/two/')
  await shows('module two')

  await navigation.push('/broken/')
  await expect.poll(() => slots.get('broken')!.state.get()).toMatchObject({ is: 'failed', phase: 'load' })
  await navigation.push('/one/')
  await shows('module one')

  await navigation.push('/guarded/')
  await shows('')

  // A release that comes while somebody is at work waits until the module is opened again.
  await navigation.push('/one/')
  await shows('module one')
  registered.apply({ ...aRelease([later, ...modules.slice(1)]), id: 'r2' })
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(registered.modules.get()[0]!.manifest.version).toBe('1.2.3')
  await navigation.push('/two/')
  await shows('module two')
  await navigation.push('/one/')
  await shows('module one')
  expect(registered.modules.get()[0]!.manifest.version).toBe('2.0.0')

  // Loaded on their pages only, and again only where it is asked for.
  const versions = ['one 1.2.3', 'hangs 1.2.3', 'two 1.2.3', 'broken 1.2.3', 'one 1.2.3']
  expect(loaded).toEqual([...versions, 'one 1.2.3', 'two 1.2.3', 'one 2.0.0'])
  session.signedOut()
  await navigation.push('/two/')
  expect(session.account.get()).toBeNull()
  await shows('module two') // the issuer of this test signs everybody in again

  await registered.stop()
  await shows('')
  expect(history.pushState).not.toBe(patched) // single-spa's own patch stays, as it always does
  navigation.stop()
  outlet.remove()
}
