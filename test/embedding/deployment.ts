import { join } from 'node:path'
import { serveExample, type Served } from '@sunshine-aid/examples/serve'
import { buildOtherWaysIn } from '@sunshine-aid/shell-stub/build/loaderDeployment'
import { inject } from 'vitest'

/** The folder that the portal of the end-to-end tests has just built its release into. */
const outDir = join(import.meta.dirname, '../../shell-stub/dist/release')

/** The folder `mf` of that release, with the loader and the bundled build beside it. */
export async function openDeployment(): Promise<string> {
  await buildOtherWaysIn({ outDir })
  return join(outDir, 'mf')
}

/** An example before the API of the portal of the end-to-end tests; `change` makes its page another one. */
export function openExample(
  name: string,
  deployment: string,
  change: (html: string) => string = html => html,
): Promise<Served> {
  return serveExample({ name, deployment, portalUrl: inject('portalUrl'), change })
}
