import { describe, expect, it } from 'vitest'
import { CATALOGUE, type FindingId } from './catalogue.ts'
import { finding, merged } from './finding.ts'

const wordsIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, word]) => word ?? '').sort()

describe.each(Object.entries(CATALOGUE))('%s', (id, { what, fix }) => {
  it('says the same facts in both languages, and how to mend it', () => {
    expect(wordsIn(what.en)).toEqual(wordsIn(what['zh-CN']))
    expect(wordsIn(what.en).length).toBeGreaterThan(0)
    for (const text of [what, fix].flatMap(label => Object.values(label))) expect(text).toMatch(/[.。]$/)
  })

  it('has every word filled in', () => {
    const subject = Object.fromEntries(wordsIn(what.en).map(word => [word, `«${word}»`]))
    for (const text of Object.values(finding(id as FindingId, subject).what))
      expect(text).not.toMatch(/[{}?]/)
  })
})

it('the same finding in two situations is one, and weighs as the worse', () => {
  const subject = { module: 'm', package: 'p', range: '^2', train: 't', offered: '1' }
  const found = merged([finding('SK-06', subject, 'oldMap'), finding('SK-06', subject, 'deployed')])
  expect(found).toMatchObject([{ weight: 'breaks', situations: ['oldMap', 'deployed'] }])
  expect(merged([finding('SK-06', subject, 'oldMap')])).toMatchObject([{ weight: 'note' }])
})
