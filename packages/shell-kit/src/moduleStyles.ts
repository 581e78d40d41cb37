import type { Off } from '@sunshine-aid/host-contract'
import { LoadError } from './loadError.ts'

interface Sheet {
  readonly link: HTMLLinkElement
  readonly loaded: Promise<void>
  users: number
}

const sheets = new Map<string, Sheet>()

/**
 * Puts the style sheets of a module on the page and waits until they apply, so that nothing is painted without
 * them. The last user takes a sheet away again.
 */
export async function useStyles(urls: readonly string[]): Promise<Off> {
  const used = urls.map(url => [url, sheetAt(url)] as const)
  for (const [, sheet] of used) sheet.users += 1
  const off = () => {
    for (const [url, sheet] of used.splice(0)) {
      sheet.users -= 1
      if (sheet.users > 0) continue
      sheet.link.remove()
      sheets.delete(url)
    }
  }
  try {
    await Promise.all(used.map(([, sheet]) => sheet.loaded))
  } catch (error) {
    off()
    throw error
  }
  return off
}

function sheetAt(url: string): Sheet {
  const known = sheets.get(url)
  if (known) return known
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = url
  const loaded = new Promise<void>((resolve, reject) => {
    link.addEventListener('load', () => resolve(), { once: true })
    const fail = () => reject(new LoadError('style_unreachable', `${url} did not arrive.`))
    link.addEventListener('error', fail, { once: true })
  })
  document.head.append(link)
  const sheet = { link, loaded, users: 0 }
  sheets.set(url, sheet)
  return sheet
}
