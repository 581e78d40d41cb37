import { describe, expect, it } from 'vitest'
import { inRange, preflight, type Offer } from './preflight.ts'
import { aModule, aRelease } from './testing/samples.ts'

const offer: Offer = { capabilities: ['badges'], can: permission => permission === 'mentor.roster' }
const release = { ...aRelease([]), trains: { t1: { vue: '3.5.45' }, t2: { vue: '3.6.1' } } }
const label = { 'zh-CN': '页', en: 'page' }
const page = (permission?: string) => ({ path: '/', title: label, ...(permission && { permission }) })

describe('the preflight', () => {
  it('lets a module through that has what it needs', () => {
    const shared = { vue: '^3.5.40' }
    const module = aModule('a', { shared, capabilities: { needs: ['badges'], likes: ['print'] } })
    expect(preflight(module, release, offer)).toEqual([])
  })

  it('names each thing that is missing', () => {
    const module = aModule('a', {
      contract: '^1.7',
      shared: { vue: '^3.6.0', pinia: '^4.0.0' },
      capabilities: { needs: ['tabs'], likes: [] },
    })
    expect(preflight(module, release, offer)).toEqual([
      { reason: 'contract', detail: 'it needs host contract ^1.7, this shell offers 1.0' },
      { reason: 'shared', detail: 'it needs vue ^3.6.0, its train has 3.5.45' },
      { reason: 'shared', detail: 'it needs pinia ^4.0.0, its train has none' },
      { reason: 'capability', detail: 'it needs tabs, which this shell lacks' },
    ])
  })

  it('asks the train on which the version runs, not that of the release', () => {
    const module = aModule('a', { shared: { vue: '^3.6.0' } })
    expect(preflight({ ...module, train: 't2' }, release, offer)).toEqual([])
  })

  it.each([
    ['every page needs what the person lacks', [page('audit.read'), page('audit.write')], ['permission']],
    ['one page needs what the person has', [page('audit.read'), page('mentor.roster')], []],
    ['one page is for everybody', [page('audit.read'), page()], []],
  ])('looks whether there is a page for the person: %s', (_, routes, reasons) => {
    expect(preflight(aModule('a', { routes }), release, offer).map(({ reason }) => reason)).toEqual(reasons)
  })

  it.each([
    ['3.5.45', '^3.5.40', true],
    ['3.5.39', '^3.5.40', false],
    ['3.10.0', '^3.5.40', true],
    ['4.0.0', '^3.5.40', false],
    ['0.1.4', '^0.1.0', true],
    ['0.2.0', '^0.1.0', false],
    ['0.0.2', '^0.0.1', false],
    ['1.0.0', '^1.0', true],
    ['1.2.0-rc.1', '^1.1', true],
  ])('%s is in %s: %s', (version, range, expected) => {
    expect(inRange(version, range)).toBe(expected)
  })
})
