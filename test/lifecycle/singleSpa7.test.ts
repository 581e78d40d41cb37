// @vitest-environment jsdom
import { registerWith } from '@sunshine-aid/shell-kit/core'
import { walkThroughModules } from '@sunshine-aid/shell-kit/testing'
import { expect, it } from 'vitest'
import { registerApplication, start, triggerAppChange, unregisterApplication } from 'single-spa-7'

// What changed from 6 to 7, as far as it concerns us: `bootstrap` is called `init` (also in time-outs and in the names
// of states), properties no longer hold `singleSpa`, there is one ES build, and applications that broke can be unloaded.
// The walk is the one that single-spa 6 takes in shell-kit's own tests.
it('the kit runs on the beta of single-spa 7 as it does on 6', async () => {
  const singleSpa = { registerApplication, unregisterApplication, start, triggerAppChange }
  await walkThroughModules(options => registerWith(singleSpa, options))
  expect(document.body.textContent).toBe('')
})
