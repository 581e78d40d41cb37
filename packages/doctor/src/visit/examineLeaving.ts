import { askBeforeLeaving, goBack, leaveModule } from '../inPage/leaving.ts'
import type { Observations } from './observations.ts'
import type { FirstPage } from './openFirst.ts'
import { openPage, watchFor, type Visit } from './visit.ts'

type LeavingPart = Pick<Observations, 'question' | 'leaving' | 'cameBack' | 'leavingAgain'>

/** Leaves a module with a question open; then leaves it, opens it again by going back, and leaves it once more. */
export async function examineLeaving(
  visit: Visit,
  first: FirstPage,
  { host }: Observations,
): Promise<LeavingPart> {
  const target = elsewhere(visit, first, host?.basePath ?? '')
  const begun = await openPage(visit, first.open.page, first.open.page.url())
  if (begun.recorded.mounts.length === 0) return {}
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

/** A page of the portal that is not the module's: its front page, unless a module is what one sees there. */
function elsewhere({ portalBase }: Visit, { showsModuleAtHome }: FirstPage, basePath: string): string {
  const home = new URL(portalBase).pathname
  return showsModuleAtHome || home === basePath ? `${home}nobodys-page` : home
}
