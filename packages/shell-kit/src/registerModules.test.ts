import type { ModuleEntry, ReleasedModule } from '@sunshine-aid/host-contract'
import { expect, it } from 'vitest'
import { registerModules } from './registerModules.ts'
import { aModule, anEntry, aRelease, someServices } from './testing/samples.ts'

// single-spa keeps its registrations for the life of the page, so this file is one story.

const label = { 'zh-CN': 'x', en: 'x' }
const guarded = { routes: [{ path: '/', title: label, permission: 'nobody.has' }] }
const modules = [
  aModule('one'),
  aModule('hangs'),
  aModule('broken'),
  aModule('two'),
  aModule('guarded', guarded),
]
const loaded: string[] = []

async function load({ manifest }: ReleasedModule): Promise<ModuleEntry> {
  loaded.push(manifest.id)
  if (manifest.id === 'hangs') return anEntry({ unmount: () => new Promise(() => undefined) })
  if (manifest.id === 'broken') throw new TypeError('Failed to fetch')
  return anEntry()
}

it('modules come and go with the address, whatever one of them does', async () => {
  history.replaceState(null, '', '/one/')
  const outlet = document.body.appendChild(document.createElement('div'))
  const services = someServices(modules)
  const { navigation, session } = services
  const limits = { unmountMs: 30 }
  const slots = registerModules({ release: aRelease(modules), services, outlet, load, limits })
  const shown = () => outlet.textContent

  // Nobody is signed in yet.
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(loaded).toEqual([])
  session.start()
  await expect.poll(shown).toBe('module one')

  await navigation.push('/hangs/')
  await expect.poll(shown).toBe('module hangs')
  expect(navigation.path.get()).toBe('/hangs/')

  await navigation.push('/two/')
  await expect.poll(shown).toBe('module two')

  await navigation.push('/broken/')
  await expect.poll(() => slots.get('broken')!.state.get()).toMatchObject({ is: 'failed', phase: 'load' })
  await navigation.push('/one/')
  await expect.poll(shown).toBe('module one')

  await navigation.push('/guarded/')
  await expect.poll(shown).toBe('')
  expect(loaded).not.toContain('guarded')

  // Loaded on their pages only, and again only where it is asked for.
  expect(loaded).toEqual(['one', 'hangs', 'two', 'broken', 'one'])
  session.signedOut()
  await navigation.push('/two/')
  expect(session.account.get()).toBeNull()
  await expect.poll(shown).toBe('module two') // the issuer of this test signs everybody in again
})
