import type { Label } from '@sunshine-aid/host-contract'
import type { Page } from 'playwright-core'
import { CAPABILITY_SHAPES, HOST_SHAPE } from '../hostShape.ts'
import { askBeforeLeaving, goBack, leaveModule } from '../inPage/leaving.ts'
import { probeGlobals } from '../inPage/probeGlobals.ts'
import { probeLook } from '../inPage/probeLook.ts'
import { probeOverlay } from '../inPage/probeOverlay.ts'
import { probeVoice } from '../inPage/probeVoice.ts'
import { readHost } from '../inPage/readHost.ts'
import { readRecorder } from '../inPage/readPage.ts'
import { readSignal, watchSignal } from '../inPage/watchSignal.ts'
import { STEPS, type Progress, type Skipped, type StepName } from '../progress.ts'
import { say } from '../words.ts'
import { auditFiles } from './auditFiles.ts'
import { examineSession } from './examineSession.ts'
import { TooLate, within } from './limits.ts'
import type { Observations } from './observations.ts'
import { openFirst, type FirstOptions, type FirstPage } from './openFirst.ts'
import { openLinks } from './openLinks.ts'
import { openPage, watchFor, type Visit } from './visit.ts'

export interface CollectOptions extends FirstOptions {
  /** Selectors of the shell's own controls for language and theme. */
  readonly localeSwitch?: string
  readonly themeSwitch?: string
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

  await step('files', async () => filesOf(visit, first))
  if (first.open.recorded.mounts.length === 0) {
    for (const name of WITH_MODULE) skipped[name] = NO_MODULE
    return { seen, skipped }
  }
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
const TOO_LONG = say('用时太长', 'it took too long')
const BROKE_OFF = say(
  '没能做完：页面换走了，或者宿主缺少成员',
  'it broke off: the page went away, or the host lacks a member',
)

async function filesOf(visit: Visit, { seen: { release }, pageOrigin }: FirstPage): Promise<Part | Label> {
  if (!release)
    return say('没有找到发布文件，可用 --release 指定', 'no release file was found; name it with --release')
  return { files: await auditFiles(visit.context.request, release.files, pageOrigin) }
}

/** The other steps need to know it, so it is read in any case. */
async function hostOf({ open: { frame }, seen: { release } }: FirstPage): Promise<Part> {
  const routes = release?.modules.flatMap(module => module.routes) ?? []
  const permissions = [...new Set(routes.flatMap(({ permission }) => permission ?? []))]
  const question = { host: HOST_SHAPE, capabilities: CAPABILITY_SHAPES, permissions }
  const host = await frame.evaluate(readHost, question)
  return host ? { host } : {}
}

async function examineHost({ open: { frame } }: FirstPage): Promise<Part> {
  const overlay = await frame.evaluate(probeOverlay)
  const voice = await frame.evaluate(probeVoice)
  const globals = await frame.evaluate(probeGlobals)
  const recorded = await frame.evaluate(readRecorder)
  return { recorded, ...(overlay && { overlay }), ...(voice && { voice }), globals }
}

async function examineLook(
  { network }: Visit,
  { open: { page, frame }, seen: { release } }: FirstPage,
): Promise<Part | Label> {
  // What the module still loads would not be looked at.
  for (let i = 0; i < 60 && network.quietFor() < 200; i += 1) await page.waitForTimeout(50)
  const folders = release?.files.map(({ url }) => new URL('.', url).href) ?? []
  const look = await frame.evaluate(probeLook, [...new Set(folders)])
  return look ? { look } : say('模块没有画出内容', 'the module has drawn nothing')
}

async function examineSwitches(
  { open: { page, frame } }: FirstPage,
  { localeSwitch, themeSwitch }: CollectOptions,
): Promise<Part | Label> {
  if (localeSwitch === undefined && themeSwitch === undefined)
    return say(
      '没有说明开关在哪里：用 --locale-switch 和 --theme-switch 给出选择器',
      'nobody said where the switches are: give selectors with --locale-switch and --theme-switch',
    )
  async function use(name: 'locale' | 'theme', selector: string) {
    await frame.evaluate(watchSignal, name)
    await page.click(selector, { timeout: 5_000 })
    await page.waitForTimeout(300)
    return frame.evaluate(readSignal)
  }
  return {
    ...(localeSwitch !== undefined && { localeSwitch: await use('locale', localeSwitch) }),
    ...(themeSwitch !== undefined && { themeSwitch: await use('theme', themeSwitch) }),
  }
}

async function examineLinks(visit: Visit, { seen: { release } }: FirstPage, { host }: Observations) {
  if (!release)
    return say('没有找到发布文件，可用 --release 指定', 'no release file was found; name it with --release')
  const mayOpen = (permission: string) => permission === '' || host?.permissions[permission] === true
  return { links: await openLinks(visit, release.modules, mayOpen) }
}

async function examineLeaving(visit: Visit, first: FirstPage, { host }: Observations): Promise<Part | Label> {
  const target = elsewhere(visit, first, host?.basePath ?? '')
  const begun = await openPage(visit, first.open.page, first.open.page.url())
  if (begun.recorded.mounts.length === 0) return NO_MODULE
  const question = await begun.frame.evaluate(askBeforeLeaving, target).catch(() => RELOADED)
  const { page, frame, recorded } = question?.stayed === false ? await openAgain() : begun
  const leaving = await frame.evaluate(leaveModule, target).catch(() => undefined)
  const part = { ...(question && { question }), ...(leaving && { leaving }) }
  if (!leaving?.moved || leaving.place === 'there' || leaving.place === 'kept') return part
  const mounts = recorded.mounts.length
  await page.evaluate(goBack)
  const back = await watchFor(
    visit,
    page,
    one => one.mounts.length > mounts && one.isDrawn,
    visit.limits.mountMs,
  )
  if (back.recorded.mounts.length === mounts) return { ...part, cameBack: false }
  const leavingAgain = await back.frame.evaluate(leaveModule, target)
  return { ...part, cameBack: true, ...(leavingAgain && { leavingAgain }) }

  async function openAgain() {
    return openPage(visit, first.open.page, first.address)
  }
}

/** `nav.push` loaded a new page instead of asking. */
const RELOADED = { wasAsked: false, wasInTime: false, stayed: false }

/** A page of the portal that is not the module's. */
function elsewhere({ portalBase }: Visit, { seen: { release } }: FirstPage, basePath: string): string {
  const home = new URL(portalBase).pathname
  if (!`${home}/`.startsWith(basePath || '/')) return home
  if (home !== basePath) return home
  const other = release?.modules.find(module => module.basePath !== basePath)
  return other?.basePath ?? '/'
}

/** In a fresh page, since what comes before has left it. */
async function examineAgain(visit: Visit, first: FirstPage, { host }: Observations): Promise<Part | Label> {
  const open = await openPage(visit, first.open.page, first.address)
  if (open.recorded.mounts.length === 0) return NO_MODULE
  return examineSession(visit, open, host?.apiBaseUrl ?? '')
}
