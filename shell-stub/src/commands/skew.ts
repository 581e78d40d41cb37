import { readFile, writeFile } from 'node:fs/promises'
import { endpoints, openApiDocument } from '@sunshine-aid/api-contract'
import type { Locale } from '@sunshine-aid/host-contract'
import {
  compareDeployments,
  openDeployment,
  reportText,
  UnreadableError,
  type OpenApiDocument,
} from '@sunshine-aid/skew'
import { readArguments, stopWith } from './commandLine.ts'
import { fromRoot } from './portal/settings.ts'

// `npm run skew -- <candidate> --against <running>`: what a deployment would break, and for whom, before it is done.

const usage = `npm run skew -- <candidate> --against <running> [options]

  <candidate>, <running>  a folder with a release.json in it, or the URL of a release.json

  --api <file|URL>          the openapi.json of the server that will answer
  --built-for <file|URL>    the openapi.json that the candidate was built for (default: of these sources)
  --contract <version>      host contract that the running shell offers: 1.2 (default: what its modules prove)
  --capabilities <a,b>      capabilities that it offers (default: what its modules need)
  --json <file>             write the comparison there as well
  --lang <zh-CN|en>         one language only (default: both)

Ends with 0 when it is good to deploy, with 1 when something breaks, with 2 when it could not be compared.`

const { values, positionals } = readArguments({
  usage,
  options: {
    against: { type: 'string' },
    api: { type: 'string' },
    'built-for': { type: 'string' },
    contract: { type: 'string' },
    capabilities: { type: 'string' },
    json: { type: 'string' },
    lang: { type: 'string' },
  },
  allowPositionals: true,
})
const [candidate, ...rest] = positionals
const { against, contract, capabilities, lang } = values
if (candidate === undefined || rest.length > 0 || against === undefined) stopWith(usage, 2)
if (lang !== undefined && lang !== 'zh-CN' && lang !== 'en') stopWith(usage, 2)
if (contract !== undefined && !/^1\.\d+$/.test(contract))
  stopWith(`--contract takes 1.<number>, not "${contract}".`, 2)

try {
  const comparison = await compareDeployments(
    await openDeployment(place(candidate)),
    await openDeployment(place(against)),
    {
      shell: {
        ...(contract && { contract }),
        ...(capabilities && { capabilities: capabilities.split(',') }),
      },
      ...(values.api !== undefined && {
        api: {
          offered: await readDocument(values.api),
          builtFor:
            values['built-for'] === undefined ? ownDocument() : await readDocument(values['built-for']),
        },
      }),
    },
  )
  if (values.json !== undefined)
    await writeFile(fromRoot(values.json), `${JSON.stringify(comparison, null, 2)}\n`)
  const languages: readonly Locale[] = lang === undefined ? ['zh-CN', 'en'] : [lang]
  console.log(languages.map(language => reportText(comparison, language)).join('\n\n'))
  process.exitCode = comparison.ok ? 0 : 1
} catch (error) {
  if (error instanceof UnreadableError) stopWith(error.message, 2)
  throw error
}

function place(given: string): string {
  return isUrl(given) ? given : fromRoot(given)
}

function isUrl(given: string): boolean {
  return /^https?:\/\//i.test(given)
}

async function readDocument(given: string): Promise<OpenApiDocument> {
  try {
    const text = isUrl(given) ? await (await fetch(given)).text() : await readFile(fromRoot(given), 'utf8')
    const document = JSON.parse(text) as OpenApiDocument
    if (typeof document.paths === 'object') return document
  } catch (cause) {
    throw new UnreadableError(`${given} is no openapi.json: ${String(cause)}`, { cause })
  }
  throw new UnreadableError(`${given} is no openapi.json: it has no paths.`)
}

function ownDocument(): OpenApiDocument {
  return openApiDocument(endpoints, { serverUrl: '/api/v1' }) as unknown as OpenApiDocument
}
