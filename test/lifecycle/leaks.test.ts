import { afterAll, describe, expect, inject } from 'vitest'
import { demoPages } from '../support/demoPages.ts'
import { test } from '../support/e2e.ts'
import { RELEASE_DIR } from '../support/releaseCopy.ts'
import { tracesOf } from './leaveNoTrace.ts'
import { sourceNames } from './sourceNames.ts'
import { openHome, visitAndLeave } from './walk.ts'

const entrances = (await demoPages(inject('portalUrl'))).filter(({ name }) => name.endsWith('/'))
const sources = sourceNames(RELEASE_DIR)
afterAll(() => sources.forget())

describe('a module that is mounted and left twenty times through the menu', () => {
  test.for(entrances)('leaves no trace: $name', async ({ account, path }, { openAs }) => {
    const page = await openAs(account)
    await openHome(page)
    const found = await tracesOf(page, { round: () => visitAndLeave(page, path), rounds: 20 })
    const culprits = found.map(async ({ kind, what, by }) => `${kind} ${what} by ${await sources.nameOf(by)}`)
    expect(await Promise.all(culprits)).toEqual([])
  })
})
