import { existsSync } from 'node:fs'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'

const compress = promisify(brotliCompress)
const TEXT = /\.(?:js|css|json|svg)$/

/** Puts a brotli copy beside every text file below `dir` that has none; whoever replaces a file removes its copy. */
export async function compressFiles(dir: string): Promise<void> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  const files = entries.filter(entry => entry.isFile() && TEXT.test(entry.name))
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name)
    if (existsSync(`${file}.br`)) continue
    await writeFile(`${file}.br.new`, await compress(await readFile(file)))
    await rename(`${file}.br.new`, `${file}.br`)
  }
}
