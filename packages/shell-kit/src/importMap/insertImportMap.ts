import type { ImportMap } from '@sunshine-aid/host-contract'
import { trustedPolicy } from './trustedPolicy.ts'

/**
 * Why a page takes no import map from us:
 * - `unsupported`: the browser knows none
 * - `one-map-only`: the page has one already, and the browser takes only one
 * - `blocked`: the page requires Trusted Types and does not allow our policy
 * - `not-taken`: a module script was asked for before, and the browser takes none after that; or the page's policy
 *   wants a nonce that no script in the page has
 */
export type MapRefusal = 'unsupported' | 'one-map-only' | 'blocked' | 'not-taken'

/**
 * Writes one more import map into the page. Whether it counts is seen only later, by a module (`isMapped`), because
 * browsers that take a single map say nothing.
 * @param nonce of the page's policy; where none is given, that of a script that is already there
 * @returns a refusal that is certain at once
 */
export function insertImportMap(
  map: ImportMap,
  nonce = nonceInPage(),
): Extract<MapRefusal, 'unsupported' | 'blocked'> | undefined {
  if (!supportsImportMaps()) return 'unsupported'
  const script = document.createElement('script')
  script.type = 'importmap'
  if (nonce) script.nonce = nonce
  try {
    script.text = trustedPolicy().createScript(JSON.stringify(map))
  } catch {
    return 'blocked'
  }
  document.head.append(script)
  return undefined
}

export function supportsImportMaps(): boolean {
  // The function itself is younger than some browsers that come here.
  const { supports } = HTMLScriptElement as { supports?: (type: string) => boolean }
  return supports ? supports('importmap') : false
}

/** The attribute is hidden from scripts, the property is not. */
export function nonceInPage(): string {
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
}
