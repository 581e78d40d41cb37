import type { Recorder } from './recorder.ts'

export interface VoiceFacts {
  readonly titleIsSet: boolean
  /** The announced text stood in a live region that a screen reader can hear. */
  readonly isAnnounced: boolean
}

/** Runs in the page: sets a title and has a text announced. */
export async function probeVoice(): Promise<VoiceFacts | undefined> {
  const mounts =
    (globalThis as unknown as Record<symbol, Recorder | undefined>)[Symbol.for('sunshine-aid.doctor')]
      ?.mounts ?? []
  const ui = mounts.at(-1)?.host['ui'] as
    { setTitle?: (title: string) => void; announce?: (text: string) => void } | undefined
  const text = '体检 4711'
  const regions =
    '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"], [role="log"], output'
  const isHeard = () =>
    [...document.querySelectorAll(regions)].some(
      region =>
        region.textContent.includes(text) &&
        region.checkVisibility({ visibilityProperty: true }) &&
        !region.closest('[aria-hidden="true"], [inert]'),
    )
  const isTitled = () => document.title.includes(text)
  if (typeof ui?.setTitle !== 'function' || typeof ui.announce !== 'function') return undefined
  try {
    ui.setTitle(text)
    ui.announce(text)
  } catch {
    // What fails here is not heard, and that is the finding.
  }
  let [titleIsSet, isAnnounced] = [false, false]
  for (let i = 0; i < 40 && !(titleIsSet && isAnnounced); i += 1) {
    titleIsSet ||= isTitled()
    isAnnounced ||= isHeard()
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  return { titleIsSet, isAnnounced }
}
