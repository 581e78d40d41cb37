import type { Off, ReleasedModule } from '@sunshine-aid/host-contract'
import { isBelow } from './navigation.ts'
import { isShellMoving } from './shellMove.ts'

/** A module wanted to change the address where it must not; the address has stayed as it was. */
export interface Trespass {
  /** Id of the module. */
  readonly moduleId: string
  readonly version: string
  /** `outside`: beyond its own pages; `unmounted`: it is not on the page any more. */
  readonly kind: 'outside' | 'unmounted'
}

export interface AddressGuardOptions {
  readonly modules: () => readonly ReleasedModule[]
  /** Whether the module is on the page, in sight; has been; or has not run at all. */
  readonly presence: (id: string) => 'open' | 'left' | 'never'
  /** Address of the folder in which all files of the release lie. */
  readonly filesAt: string
  readonly report: (trespass: Trespass) => void
  /** Addresses of the scripts that are running, the innermost first; default: from the stack. */
  readonly scripts?: () => readonly string[]
}

const CHANGES = ['pushState', 'replaceState'] as const

/**
 * Keeps every module below its own base path for as long as it is mounted, and away from the address after that:
 * `history.pushState` and `replaceState` beyond it do nothing, and are reported. To be called after single-spa has
 * started, whose own patch must lie beneath.
 *
 * Only modules are judged. A call is a module's when the script that made it is one of the release's files; the
 * shell, its other scripts and its own router pass, whatever they do. Assigning `location` cannot be refused.
 */
export function guardAddresses(options: AddressGuardOptions): Off {
  let isOn = true
  const offs = CHANGES.map(name => {
    const before = history[name]
    const guarded: History['pushState'] = function (this: History, ...change) {
      const trespass = isOn ? trespassOf(change[2], options) : undefined
      if (trespass) options.report(trespass)
      else before.apply(this, change)
    }
    history[name] = guarded
    return () => {
      // Somebody may have put a patch of their own on top, which must stay; then ours only lets pass.
      if (history[name] === guarded) history[name] = before
    }
  })
  return () => {
    isOn = false
    for (const off of offs) off()
  }
}

function trespassOf(
  url: string | URL | null | undefined,
  options: AddressGuardOptions,
): Trespass | undefined {
  if (isShellMoving()) return undefined
  const { modules, presence, scripts = scriptsOnStack } = options
  const target = new URL(url ?? location.href, location.href).pathname
  const open = modules().find(({ manifest }) => presence(manifest.id) === 'open')
  const culprit = authorOf(scripts(), target, open, options)
  if (!culprit || (culprit === open && isBelow(target, open.basePath))) return undefined
  const { id, version } = culprit.manifest
  return { moduleId: id, version, kind: culprit === open ? 'outside' : 'unmounted' }
}

/** Without our own, which stands innermost. */
function scriptsOnStack(): readonly string[] {
  const { stack = '' } = new Error()
  const urls = [...stack.matchAll(/\bhttps?:\/\/[^\s)]+?(?=:\d+:\d+)/g)].map(([url]) => url)
  const first = urls.findIndex(url => url !== urls[0])
  return first < 0 ? [] : urls.slice(first)
}

/**
 * The module whose call it is. The innermost scripts that are of the release count, up to the first one that is not:
 * if one of them is a module's own, that module. If all are shared ones, it is a router's: of the module that was left,
 * when the address is its (a router that outlived its module), else of the open one. Where somebody outside has called
 * the router it may be the shell's own, or a listener that outlived its module; then only what no shell would do tells.
 */
function authorOf(
  scripts: readonly string[],
  target: string,
  open: ReleasedModule | undefined,
  { modules, presence, filesAt }: AddressGuardOptions,
): ReleasedModule | undefined {
  const files = absolute(filesAt)
  const stranger = scripts.findIndex(url => !url.startsWith(files))
  const released = stranger < 0 ? scripts : scripts.slice(0, stranger)
  const author = released.map(url => ownerOf(url, modules())).find(module => module !== undefined)
  if (author || released.length === 0) return author
  const left = modules().filter(({ manifest }) => presence(manifest.id) === 'left')
  if (stranger >= 0) return left.find(({ basePath }) => target === echo(basePath))
  return left.find(({ basePath }) => isBelow(target, basePath)) ?? open
}

/** To where a router that is still alive leads when the portal has left its pages: its own base before the new path. */
function echo(basePath: string): string {
  return basePath.replace(/\/$/, '') + location.pathname
}

function ownerOf(url: string, modules: readonly ReleasedModule[]): ReleasedModule | undefined {
  return modules.find(({ base, previous }) =>
    [base, previous?.base].some(folder => folder !== undefined && url.startsWith(absolute(folder))),
  )
}

function absolute(address: string): string {
  return new URL(address, document.baseURI).href
}
