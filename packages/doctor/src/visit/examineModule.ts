import type { Label } from '@sunshine-aid/host-contract'
import { CAPABILITY_SHAPES, HOST_SHAPE } from '../hostShape.ts'
import { probeGlobals } from '../inPage/probeGlobals.ts'
import { probeLook } from '../inPage/probeLook.ts'
import { probeOverlay } from '../inPage/probeOverlay.ts'
import { probeVoice } from '../inPage/probeVoice.ts'
import { readHost } from '../inPage/readHost.ts'
import { readRecorder } from '../inPage/readPage.ts'
import { readSignal, watchSignal } from '../inPage/watchSignal.ts'
import { say } from '../words.ts'
import type { Observations } from './observations.ts'
import type { FirstPage } from './openFirst.ts'
import type { Visit } from './visit.ts'

type Part = Partial<Observations>

/** Selectors of the shell's own controls. */
export interface Switches {
  readonly localeSwitch?: string
  readonly themeSwitch?: string
}

/** The host of the module that is open, held against the contract. */
export async function hostOf({ open: { frame }, seen: { release } }: FirstPage): Promise<Part> {
  const routes = release?.modules.flatMap(module => module.routes) ?? []
  const permissions = [...new Set(routes.flatMap(({ permission }) => permission ?? []))]
  const question = { host: HOST_SHAPE, capabilities: CAPABILITY_SHAPES, permissions }
  const host = await frame.evaluate(readHost, question)
  return host ? { host } : {}
}

/** Tries what the host offers, and what the page around it leaves of the browser. */
export async function examineHost({ open: { frame } }: FirstPage): Promise<Part> {
  const overlay = await frame.evaluate(probeOverlay)
  const voice = await frame.evaluate(probeVoice)
  const globals = await frame.evaluate(probeGlobals)
  const recorded = await frame.evaluate(readRecorder)
  return { recorded, ...(overlay && { overlay }), ...(voice && { voice }), globals }
}

/** Compares how the module looks with and without the shell's styles. */
export async function examineLook(
  { network }: Visit,
  { open: { page, frame }, seen: { release } }: FirstPage,
): Promise<Part | Label> {
  // What the module still loads would not be looked at.
  for (let i = 0; i < 60 && network.quietFor() < 200; i += 1) await page.waitForTimeout(50)
  const folders = release?.files.map(({ url }) => new URL('.', url).href) ?? []
  const look = await frame.evaluate(probeLook, [...new Set(folders)])
  return look ? { look } : say('模块没有画出内容', 'the module has drawn nothing')
}

/** Uses the shell's own controls for language and theme. */
export async function examineSwitches(
  { open: { page, frame } }: FirstPage,
  { localeSwitch, themeSwitch }: Switches,
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
