import type { ImportMap } from '@sunshine-aid/host-contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aRelease } from '../testing/samples.ts'
import { installImportMap, type ResolveName } from './installImportMap.ts'
import { scopedImportMap } from './scopedImportMap.ts'

const hash = (letter: string) => `sha384-${letter.repeat(64)}`

const map: ImportMap = {
  imports: { vue: '/mf/vendor/framework-1/framework.js', pinia: '/mf/vendor/framework-1/framework.js' },
  scopes: { '/mf/mentors/1.0.0/': { vue: '/mf/vendor/framework-0/framework.js' } },
  integrity: {
    '/mf/vendor/framework-1/framework.js': hash('a'),
    '/mf/archives/1.0.0/archives.js': hash('b'),
    '/mf/archives/1.0.0/archives.js?retry=1': hash('b'),
    '/mf/mentors/1.0.0/mentors.js': hash('c'),
  },
}
const release = { ...aRelease([]), importMap: map }

/** A browser that takes several maps, or only the first one, and says so by what a name leads to. */
function aBrowser({ takes }: { readonly takes: 'several' | 'one' | 'none' }): ResolveName {
  return name => {
    const scripts = [...document.querySelectorAll('script[type="importmap"]')]
    const counted = takes === 'several' ? scripts : takes === 'one' ? scripts.slice(0, 1) : []
    for (const { textContent } of counted) {
      const url = (JSON.parse(textContent) as Partial<ImportMap>).imports?.[name]
      if (url) return url
    }
    throw new TypeError(`Failed to resolve module specifier "${name}"`)
  }
}

function addMap(content: object): void {
  const script = document.createElement('script')
  script.type = 'importmap'
  script.textContent = JSON.stringify(content)
  document.head.append(script)
}

beforeEach(() => {
  HTMLScriptElement.supports = () => true
})
afterEach(() => document.head.replaceChildren())

describe('the import map for a page of somebody else', () => {
  const scoped = scopedImportMap(map, 'mark', '/x')

  it('names nothing for the whole page but its mark', () => {
    expect(scoped.imports).toEqual({ mark: '/x' })
  })

  it('gives every folder of ours the shared files that it was released with', () => {
    expect(scoped.scopes).toEqual({
      '/mf/vendor/framework-1/': map.imports,
      '/mf/archives/1.0.0/': map.imports,
      '/mf/mentors/1.0.0/': { ...map.imports, vue: '/mf/vendor/framework-0/framework.js' },
    })
  })

  it('keeps the integrity of every file', () => {
    expect(scoped.integrity).toEqual(map.integrity)
  })
})

describe('installing a release', () => {
  it('writes the first map of a page', () => {
    expect(installImportMap(release, aBrowser({ takes: 'one' }))).toEqual({ is: 'installed', conflicts: [] })
  })

  it('adds a map to that of the page where the browser takes several; the vue of the page is no conflict', () => {
    addMap({ imports: { vue: '/portal/vue.js' } })
    const result = installImportMap(release, aBrowser({ takes: 'several' }))
    expect(result).toEqual({ is: 'installed', conflicts: [] })
  })

  it('says where the page already has another address or another integrity for our files', () => {
    const [file = ''] = Object.keys(map.integrity)
    addMap({ scopes: { '/mf/archives/1.0.0/': { vue: '/portal/vue.js' } }, integrity: { [file]: hash('z') } })
    expect(installImportMap(release, aBrowser({ takes: 'several' }))).toEqual({
      is: 'installed',
      conflicts: ['scopes["/mf/archives/1.0.0/"].vue', `integrity["${file}"]`],
    })
  })

  it('says that the browser takes only one map, and that the page has it', () => {
    addMap({ imports: {} })
    const result = installImportMap(release, aBrowser({ takes: 'one' }))
    expect(result).toEqual({ is: 'refused', reason: 'one-map-only' })
  })

  it('says that the map was not taken, as when a module script has run or the policy refuses it', () => {
    const result = installImportMap(release, aBrowser({ takes: 'none' }))
    expect(result).toEqual({ is: 'refused', reason: 'not-taken' })
  })

  it('says that the browser knows no import maps, and writes none', () => {
    HTMLScriptElement.supports = () => false
    const result = installImportMap(release, aBrowser({ takes: 'none' }))
    expect(result).toEqual({ is: 'refused', reason: 'unsupported' })
    expect(document.querySelector('script')).toBeNull()
  })

  it('does nothing the second time', () => {
    const browser = aBrowser({ takes: 'several' })
    installImportMap(release, browser)
    installImportMap(release, browser)
    expect(document.querySelectorAll('script')).toHaveLength(1)
  })

  it('carries the nonce of the page', () => {
    const script = document.createElement('script')
    script.setAttribute('nonce', 'n1')
    document.head.append(script)
    installImportMap(release, aBrowser({ takes: 'several' }))
    expect(document.querySelector<HTMLScriptElement>('script[type="importmap"]')?.nonce).toBe('n1')
  })
})
