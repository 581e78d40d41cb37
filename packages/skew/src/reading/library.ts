import type { ModuleVersion } from '@sunshine-aid/host-contract'
import type { Deployment } from './openDeployment.ts'
import { readScript, type Script } from './readScript.ts'

/** A file of a deployment that is named with an integrity. */
export interface NamedFile {
  readonly path: string
  readonly integrity: string
}

/** All files that the release names, each once; the further addresses of an entry file are the same file. */
export function namedFiles({ release }: Deployment): NamedFile[] {
  const integrity = Object.entries(release.importMap.integrity).map(
    ([url, hash]) => [plain(url), hash] as const,
  )
  const own = versionsOf(release.modules).flatMap(({ base, manifest }) =>
    Object.entries(manifest.files).map(([file, hash]) => [base + file, hash] as const),
  )
  return [...new Map([...own, ...integrity])].map(([path, hash]) => ({ path, integrity: hash }))
}

/** Every version that the modules bring: the one that runs, and the one before it. */
export function versionsOf(modules: Deployment['release']['modules']): ModuleVersion[] {
  return modules.flatMap(module => [module, ...(module.previous ? [module.previous] : [])])
}

function plain(url: string): string {
  return url.replace(/\?.*$/, '')
}

/** The scripts of deployments, read once; the first deployment that has a file gives its bytes. */
export interface Library {
  /** `undefined` where no deployment has it, or where it is no script. */
  readonly script: (path: string) => Promise<Script | undefined>
}

export function openLibrary(deployments: readonly Deployment[]): Library {
  const known = new Map<string, Promise<Script | undefined>>()
  const read = async (path: string) => {
    for (const { files } of deployments) {
      const bytes = await files.read(path)
      // What cannot be read as a module is told by its integrity.
      if (bytes) return readScript(new TextDecoder().decode(bytes)).catch(() => undefined)
    }
    return undefined
  }
  return {
    script(path) {
      const reading = known.get(path) ?? read(path)
      known.set(path, reading)
      return reading
    },
  }
}
