import type { Examination } from '@sunshine-aid/doctor'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { BROKEN_SHELLS } from './brokenShells.ts'
import { examineAll } from './examineShells.ts'

describe('a plain shell that', () => {
  let examinations: readonly Examination[] = []
  beforeAll(async () => {
    const browser = await launchBrowser()
    examinations = await examineAll({ browser, portalUrl: inject('portalUrl') }, BROKEN_SHELLS)
    await browser.close()
  })

  it.each(BROKEN_SHELLS.map((shell, index) => [shell.is, shell.finds, index] as const))(
    '%s has the finding %s and no other',
    (_, finds, index) => {
      const { findings = [] } = examinations[index] ?? {}
      expect(findings.map(({ id }) => id)).toEqual([finds])
    },
  )
})
