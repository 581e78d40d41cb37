import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examine, jsonReport, junitReport, textReport, type Examination } from '@sunshine-aid/doctor'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { BROKEN_SHELLS } from './brokenShells.ts'
import { changed, examineAll, examinePlainShell, LIMITS } from './examineShells.ts'
import { servePlainShell } from './plainShell/servePlainShell.ts'

const portalUrl = inject('portalUrl')
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const idsOf = ({ findings }: Examination) => findings.map(({ id }) => id)

it('finds nothing in the stub portal, and could look at nearly everything', async () => {
  const examination = await examine({ url: portalUrl, browser, account: 'taicang-officer-1', limits: LIMITS })
  expect(idsOf(examination)).toEqual([])
  expect(examination.modules).toHaveLength(4)
  // The switches of the portal are for its user to name.
  expect(examination.notChecked.map(({ id }) => id)).toEqual(['DR-15', 'DR-16'])
})

it('finds nothing in a plain shell that does as the contract says', async () => {
  const examination = await examinePlainShell({ browser, portalUrl }, {}, { localeSwitch: '#language' })
  expect(idsOf(examination)).toEqual([])
  expect(examination.notChecked.map(({ id }) => id)).toEqual(['DR-16'])
})

describe('a plain shell that', () => {
  let examinations: readonly Examination[] = []
  beforeAll(async () => {
    examinations = await examineAll({ browser, portalUrl }, BROKEN_SHELLS)
  }, 240_000)

  it.each(BROKEN_SHELLS.map((shell, index) => [shell.is, shell.finds, index] as const))(
    '%s has the findings %o and no other',
    (_, finds, index) => expect(idsOf(examinations[index]!)).toEqual(finds),
  )

  it('loads its files from another origin, which does not allow it, has the finding DR-53 and no other', async () => {
    const files = await servePlainShell({
      portalUrl,
      change: texts => ({ ...texts, fileHeaders: 'Access-Control-Allow-Origin: ' }),
    })
    const origin = new URL(files.url).origin
    const examination = await examinePlainShell(
      { browser, portalUrl },
      {
        change: texts =>
          changed({ ...texts, release: texts.release.replaceAll('"/mf/', `"${origin}/mf/`) }, [
            'pageHeaders',
            "script-src 'self'",
            `script-src 'self' ${origin}`,
          ]),
      },
    )
    await files.stop()
    expect(idsOf(examination)).toEqual(['DR-53'])
  })
})

describe('what the doctor writes', () => {
  const NAME = '王小明'
  const NUMBER = '320585201704010001'
  const PHONE = '13912345678'

  it('holds no token, no cookie and nothing about a person, whatever the shell shows', async () => {
    const state = join(tmpdir(), `doctor-state-${process.pid}.json`)
    const shell = await servePlainShell({
      portalUrl,
      change: texts => ({
        ...texts,
        script: `document.title = '${NAME}'
          setTimeout(() => { throw Object.assign(new Error('${NAME} ${PHONE}'), { name: '${NAME}' }) })
          history.replaceState(null, '', location.pathname + '?student=${NUMBER}#${NAME}')
          ${texts.script.replace("'示例', org: '示例'", `'${NAME}', org: '${PHONE}'`).replace("('light')", `('${NAME}')`)}`,
        styles: `${texts.styles} .bar { z-index: 5000 } /* ${NAME} */`,
        page: texts.page.replace('class="bar"', `class="bar" title="${NAME}"`),
      }),
    })
    const signedIn = await browser.newContext()
    await signedIn.request.post(`${shell.url}stub/sign-in`, { data: { account: 'taicang-officer-1' } })
    await signedIn.storageState({ path: state })
    await signedIn.close()
    const cookies = (JSON.parse(await readFile(state, 'utf8')) as { cookies: { value: string }[] }).cookies
    const examination = await examine({
      url: `${shell.url}?token=${NUMBER}`,
      browser,
      storageState: state,
      limits: LIMITS,
    })
    await Promise.all([shell.stop(), rm(state)])
    const written = [textReport(examination, 'both'), jsonReport(examination), junitReport(examination)].join(
      '\n',
    )
    expect(idsOf(examination)).toEqual(['DR-04', 'DR-14', 'DR-36'])
    expect(cookies).toHaveLength(1)
    for (const secret of [NAME, NUMBER, PHONE, cookies[0]!.value, 'eyJ'])
      expect(written).not.toContain(secret)
  })
})
