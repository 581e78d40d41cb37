import { ReleaseError } from './releaseError.ts'

/** Stands in for the origin of the page where only paths are known. */
const SOME_ORIGIN = 'http://origin.invalid'

/**
 * `address` as the browser will ask for it, when the release file lies at `releaseUrl`: a path where that is a path,
 * a URL where it is one. A relative address stays below the folder of the release file, however its steps upwards
 * are spelled; an absolute one is the deployer's own word and is kept (the page's policy says which origins may
 * run).
 * @throws {ReleaseError} `outside_folder`, `other_scheme`
 */
export function resolveAddress(address: string, releaseUrl: string): string {
  if (!/^(\.|\/(?!\/)|https?:\/\/)/i.test(address)) {
    throw new ReleaseError('other_scheme', `${address} is neither a relative address nor one of http(s).`)
  }
  const folder = new URL('.', new URL(releaseUrl, SOME_ORIGIN)).href
  const found = locate(address, folder)
  if (found === undefined || (address.startsWith('.') && !found.startsWith(folder))) {
    throw new ReleaseError('outside_folder', `${address} leads out of the folder of the release.`)
  }
  return found.startsWith(`${SOME_ORIGIN}/`) ? found.slice(SOME_ORIGIN.length) : found
}

/** @throws {ReleaseError} `outside_folder` when the file `name` would not lie below the folder that lists it */
export function checkFile(name: string): void {
  const folder = `${SOME_ORIGIN}/folder/`
  if (locate(name, folder)?.startsWith(folder)) return
  throw new ReleaseError('outside_folder', `The file ${name} leads out of its module's folder.`)
}

function locate(address: string, folder: string): string | undefined {
  try {
    return new URL(address, folder).href
  } catch {
    return undefined
  }
}
