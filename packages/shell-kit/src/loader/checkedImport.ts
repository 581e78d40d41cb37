import type { ImportMap } from '@sunshine-aid/host-contract'
import { importFile, type ImportFile } from '../importFile.ts'
import { LoadError } from '../loadError.ts'
import { reachFile } from '../reachFile.ts'
import { nonceInPage } from '../importMap/insertImportMap.ts'

/**
 * Imports a module's file only after the bytes of it, and of the files that it shares, were found to be the released
 * ones. Where the browser checks the integrity of its import map, that is done twice at no cost; a browser that does
 * not, and the bundled build, which has no map, rely on this. A checked file stays in the page's module map, from
 * which the import then takes it.
 */
export function checkedImport({ imports, scopes, integrity }: ImportMap): ImportFile {
  const sharedBy = (url: string) =>
    Object.values({ ...imports, ...scopes?.[url.slice(0, url.lastIndexOf('/') + 1)] })
  return importFile({
    async run(url) {
      await Promise.all(
        [...new Set([url, ...sharedBy(url)])].map(each => preloadChecked(each, integrity[each])),
      )
      return (await import(/* @vite-ignore */ url)) as unknown
    },
    reach: reachFile,
  })
}

/** @throws when the bytes do not arrive or are other ones */
function preloadChecked(url: string, integrity: string | undefined): Promise<void> {
  const link = document.createElement('link')
  if (!link.relList.supports('modulepreload')) return reachFile(url, integrity)
  return new Promise<void>((resolve, reject) => {
    link.rel = 'modulepreload'
    link.href = url
    link.nonce = nonceInPage()
    if (integrity !== undefined) link.integrity = integrity
    link.onload = () => resolve()
    link.onerror = () => reject(new LoadError('unreachable', `${url} did not arrive as it was released.`))
    document.head.append(link)
  }).finally(() => link.remove())
}
