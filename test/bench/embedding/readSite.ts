import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

interface SiteFile {
  readonly type: string
  /** Compressed. */
  readonly body: Buffer
}

export interface Site {
  /** Path → file. */
  readonly files: ReadonlyMap<string, SiteFile>
  /** Path of a folder, with a slash at the end → its page. */
  readonly pages: ReadonlyMap<string, string>
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'application/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** The scripts, style sheets and pages below `folder`, which `compressFiles` has been through. */
export async function readSite(folder: string): Promise<Site> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const paths = entries.flatMap(entry => (entry.isFile() ? join(entry.parentPath, entry.name) : []))
  const address = (path: string) => `/${relative(folder, path).split(sep).join('/')}`
  const files = paths.flatMap(path => {
    const type = TYPES[extname(path)]
    return type === undefined ? [] : [{ path, type }]
  })
  const pages = paths.filter(path => path.endsWith('index.html'))
  return {
    files: new Map(
      await Promise.all(
        files.map(
          async ({ path, type }) => [address(path), { type, body: await readFile(`${path}.br`) }] as const,
        ),
      ),
    ),
    pages: new Map(
      await Promise.all(
        pages.map(
          async path => [address(path).replace(/index\.html$/, ''), await readFile(path, 'utf8')] as const,
        ),
      ),
    ),
  }
}
