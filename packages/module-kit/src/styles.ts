import type { Off } from '@sunshine-aid/host-contract'

interface Owner {
  readonly sheets: CSSStyleSheet[]
  users: number
}

const owners = new Map<string, Owner>()

function ownerOf(id: string): Owner {
  const owner = owners.get(id) ?? { sheets: [], users: 0 }
  owners.set(id, owner)
  return owner
}

/** Owner of the styles in files that several modules share. */
export const SHARED = 'shared'

/**
 * Called by built code, once for each style sheet of a file, when the file is first run. The styles count only
 * while somebody has adopted their owner's.
 */
export function registerStyles(ownerId: string, css: string): void {
  const owner = ownerOf(ownerId)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  owner.sheets.push(sheet)
  if (owner.users > 0) document.adoptedStyleSheets.push(sheet)
}

/** Puts the styles of a module, and those that it shares, on the page; the last user takes them away again. */
export function adoptStyles(ownerId: string): Off {
  const adopted = [ownerOf(SHARED), ownerOf(ownerId)]
  for (const owner of adopted) {
    if (owner.users++ === 0) document.adoptedStyleSheets.push(...owner.sheets)
  }
  return () => {
    for (const owner of adopted.splice(0)) {
      if (--owner.users === 0) dropSheets(owner.sheets)
    }
  }
}

function dropSheets(sheets: readonly CSSStyleSheet[]): void {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => !sheets.includes(sheet))
}
