import type { Label } from '@sunshine-aid/host-contract'
import type { Page } from 'playwright-core'
import { STEPS, type Progress, type Skipped, type StepName } from '../progress.ts'
import { say } from '../words.ts'
import { auditFiles } from './auditFiles.ts'
import { examineLeaving } from './examineLeaving.ts'
import { examineHost, examineLook, examineSwitches, hostOf, type Switches } from './examineModule.ts'
import { examineSession } from './examineSession.ts'
import { TooLate, within } from './limits.ts'
import type { Observations } from './observations.ts'
import { openFirst, type FirstOptions, type FirstPage } from './openFirst.ts'
import { openLinks } from './openLinks.ts'
import { openPage, type Visit } from './visit.ts'

export interface CollectOptions extends FirstOptions, Switches {
  /** The steps to take beside `open`, where not all of them. */
  readonly steps?: readonly StepName[]
  readonly browserVersion: string
  readonly progress: Progress
}

type Part = Partial<Observations>

/** Goes through the steps one by one; one that fails or takes too long is noted, and the next one is done. */
export async function collect(
  visit: Visit,
  page: Page,
  options: CollectOptions,
): Promise<{ seen: Observations; skipped: Skipped }> {
  options.progress('open', options.waitForPerson ? WAITING : STEPS.open)
  const first = await openFirst(visit, page, options)
  const skipped: Skipped = {}
  let seen: Observations = { ...first.seen, browserVersion: options.browserVersion }

  async function step(name: StepName, work: () => Promise<Part | Label>) {
    if (options.steps?.includes(name) === false) {
      skipped[name] = NOT_ASKED
      return
    }
    options.progress(name, STEPS[name])
    try {
      const result = await within(visit.limits.stepMs, work())
      if ('zh-CN' in result) skipped[name] = result
      else seen = { ...seen, ...result }
    } catch (error) {
      if (visit.context.browser()?.isConnected() === false) throw error
      skipped[name] = error instanceof TooLate ? TOO_LONG : BROKE_OFF
    }
  }

  await step('files', () => examineFiles(visit, first))
  if (first.open.recorded.mounts.length === 0) {
    for (const name of WITH_MODULE) skipped[name] = NO_MODULE
    return { seen, skipped }
  }
  // Other steps have to know it, so it is read in any case.
  seen = { ...seen, ...(await hostOf(first)) }
  await step('host', () => examineHost(first))
  await step('look', () => examineLook(visit, first))
  await step('switches', () => examineSwitches(first, options))
  await step('links', () => examineLinks(visit, first, seen))
  await step('leaving', () => examineLeaving(visit, first, seen))
  await step('session', () => examineAgain(visit, first, seen))
  return { seen: { ...seen, responses: visit.network.responses }, skipped }
}

const WAITING = say(
  '请在浏览器窗口里登录，并打开一个模块的页面',
  'sign in in the window of the browser, and open a page of a module',
)
const WITH_MODULE = ['host', 'look', 'switches', 'links', 'leaving', 'session'] as const
const NO_MODULE = say('没有模块被挂载', 'no module was mounted')
const NOT_ASKED = say('没有要求检查', 'not asked for')
const NO_RELEASE = say(
  '没有找到发布文件，可用 --release 指定',
  'no release file was found; name it with --release',
)
const TOO_LONG = say('用时太长', 'it took too long')
const BROKE_OFF = say(
  '没能做完：页面换走了，或者宿主缺少成员',
  'it broke off: the page went away, or the host lacks a member',
)

async function examineFiles(
  visit: Visit,
  { seen: { release }, pageOrigin }: FirstPage,
): Promise<Part | Label> {
  if (!release) return NO_RELEASE
  return { files: await auditFiles(visit.context.request, release.files, pageOrigin) }
}

async function examineLinks(visit: Visit, { seen: { release } }: FirstPage, { host }: Observations) {
  if (!release) return NO_RELEASE
  const mayOpen = (permission: string) => permission === '' || host?.permissions[permission] === true
  return { links: await openLinks(visit, release.modules, mayOpen) }
}

/** In a fresh page, since what comes before has left it. */
async function examineAgain(visit: Visit, first: FirstPage, { host }: Observations): Promise<Part | Label> {
  const open = await openPage(visit, first.open.page, first.address)
  if (open.recorded.mounts.length === 0) return NO_MODULE
  return examineSession(visit, open, host?.apiBaseUrl ?? '')
}
