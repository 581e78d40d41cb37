import {
  describePassport,
  parsePassportCode,
  type Passport,
  type PassportCode,
} from '@sunshine-aid/host-contract'
import { findPassports, nearestCodes } from '../serve/failures/failureLog.ts'
import { readArguments, stopWith } from './commandLine.ts'
import { linesOfRequest } from './passport/linesOfRequest.ts'
import { fromRoot } from './portal/settings.ts'

// `npm run passport -- APP-7F3K-0412`: what failed, from the code that somebody reads out over the phone.

const usage = `npm run --silent passport -- <code> [--data-dir <folder>]

  <code>               as it was read out: app7f3k0412, with O for 0 and I or L for 1
  --data-dir <folder>  the data folder of the portal (default .data)

Ends with 0 when the failure is known, with 1 when it is not, with 2 when this is no code.`

const { values, positionals } = readArguments({
  usage,
  options: { 'data-dir': { type: 'string', default: '.data' } },
  allowPositionals: true,
})
const given = positionals.join('')
const dataDir = fromRoot(values['data-dir'])
const wanted = parsePassportCode(given)
if (!wanted) stopWith(given === '' ? usage : `"${given}" is no code; one looks like APP-7F3K-0412.`, 2)

const found = await findPassports(dataDir, wanted)
for (const passport of found) console.log(await report(passport))
if (found.length === 0) stopWith(await unknown(wanted), 1)

async function report(passport: Passport): Promise<string> {
  const { requestId } = passport
  const lines = requestId === undefined ? [] : await linesOfRequest(dataDir, requestId)
  const log = lines.length > 0 ? ['', 'API:', ...lines] : []
  return [describePassport(passport, 'zh-CN'), '', describePassport(passport, 'en'), ...log, ''].join('\n')
}

async function unknown(code: PassportCode): Promise<string> {
  const near = await nearestCodes(dataDir, code)
  const known = near.length > 0 ? ` Was it ${near.join(' or ')}?` : ''
  return `${code.code} is not known in ${dataDir}; failures are kept for 30 days.${known}`
}
