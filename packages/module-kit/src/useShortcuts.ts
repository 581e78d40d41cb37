import { useWhileShown } from './useWhileShown.ts'

/** A key (`?`), or two in a row (`g l`), and what it does. */
export interface Shortcut {
  readonly keys: string
  readonly run: () => void
}

/** Two keys belong together when no more than this lies between them. */
const WITHIN_MS = 1_200

/**
 * Listens for `shortcuts` while the module is on screen, and leaves no listener behind. Asked anew with each key, so
 * that an empty list switches them off (WCAG 2.1.4). A key that somebody types, composes or holds with Ctrl, Alt or
 * Meta is not one; nor is any while a dialog is open.
 */
export function useShortcuts(shortcuts: () => readonly Shortcut[]): void {
  let first: { readonly key: string; readonly at: number } | undefined

  function listen(event: KeyboardEvent) {
    const before = first
    first = undefined
    if (isSomethingElse(event)) return
    const pair = before && event.timeStamp - before.at < WITHIN_MS ? `${before.key} ${event.key}` : undefined
    const known = shortcuts()
    const found = known.find(({ keys }) => keys === pair) ?? known.find(({ keys }) => keys === event.key)
    if (found) {
      event.preventDefault()
      found.run()
    } else if (known.some(({ keys }) => keys.startsWith(`${event.key} `))) {
      first = { key: event.key, at: event.timeStamp }
    }
  }

  useWhileShown(() => {
    document.addEventListener('keydown', listen)
    return () => {
      first = undefined
      document.removeEventListener('keydown', listen)
    }
  })
}

const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="combobox"]'

function isSomethingElse({
  ctrlKey,
  altKey,
  metaKey,
  isComposing,
  defaultPrevented,
  target,
}: KeyboardEvent): boolean {
  if (ctrlKey || altKey || metaKey || isComposing || defaultPrevented) return true
  if (target instanceof Element && target.closest(TYPING)) return true
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
}
