import { expect, it } from 'vitest'
import { registerModules } from './registerModules.ts'
import { walkThroughModules } from './testing/walkThroughModules.ts'

// single-spa keeps its registrations for the life of the page, so this file is one story.
it('modules come and go with the address, whatever one of them does', async () => {
  await walkThroughModules(registerModules)
  expect(document.body.textContent).toBe('')
})
