import { cp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export type NewModule = {
  /** Name of the package and of its folder; also the address of the module in the portal. */
  readonly id: string
  /** The module's name in the portal's navigation, in both languages. */
  readonly zh: string
  readonly en: string
}

const TEMPLATE = join(import.meta.dirname, 'template')

/** Addresses that the portal itself answers. */
const RESERVED = ['api', 'mf', 'shell', 'stub', 'sign-in', 'test']

/** Why no module of this name can be made under `root`; `undefined` when it can. */
export function refusal(root: string, id: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    return `"${id}" cannot be a module's name: use lower-case words joined by hyphens, such as home-visits.`
  }
  if (RESERVED.includes(id)) return `"${id}" is an address of the portal itself; choose another name.`
  if (existsSync(join(root, 'packages', id))) return `packages/${id} exists already.`
  return undefined
}

/** Writes `packages/<id>` under `root` and returns its folder. It stands complete or not at all. */
export async function generateModule(root: string, module: NewModule): Promise<string> {
  const folder = join(root, 'packages', module.id)
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await cp(TEMPLATE, unfinished, { recursive: true })
  for (const entry of await readdir(unfinished, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await fillIn(join(entry.parentPath, entry.name), module)
  }
  await rename(unfinished, folder)
  return folder
}

async function fillIn(file: string, { id, zh, en }: NewModule): Promise<void> {
  const text = await readFile(file, 'utf8')
  const quoted = { id, zh: quotable(zh), en: quotable(en) }
  await writeFile(
    file,
    text.replace(/__(id|zh|en)__/g, (_, name: 'id' | 'zh' | 'en') => quoted[name]),
  )
  await rename(file, file.replace(/\.template$/, ''))
}

/** For a place between single quotes. */
const quotable = (text: string) => text.replace(/['\\]/g, '\\$&')
