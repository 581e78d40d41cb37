import { actionWords } from '@sunshine-aid/domain'
import { expect, it } from 'vitest'
import { endpoints } from './endpoints/index.ts'

/** Paths that name a child's record: what is done there stands in the log that families may read. */
const ABOUT_A_CHILD = /^\/(applications|students|episodes|visit-plans|transfers|notices|sweep-proposals)\/:id/

it('whatever is on record about a child has words in both languages, so that a family is told no code', () => {
  const audited = endpoints.filter(({ path, access }) => ABOUT_A_CHILD.test(path) && access.audit !== 'none')
  expect(audited.length).toBeGreaterThan(40)
  const wordless = audited.filter(({ id }) => actionWords(id, 'zh-CN') === id || actionWords(id, 'en') === id)
  expect(wordless.map(({ id }) => id)).toEqual([])
})
