import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeBundle, type BundleDescription } from '@sunshine-aid/module-kit/vite'
import type { Plugin } from 'vite'

const FILE = 'bundle.json'

/** Leaves a description of what was built beside it. */
export function description(): Plugin {
  return {
    name: 'sunshine-aid:description',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      await writeFile(join(dir, FILE), JSON.stringify(await describeBundle(dir, bundle)))
    },
  }
}

export async function readDescription(folder: string): Promise<BundleDescription> {
  return JSON.parse(await readFile(join(folder, FILE), 'utf8')) as BundleDescription
}
