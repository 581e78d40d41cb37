import { demoAccounts } from '@sunshine-aid/api-server'
import { openStubIssuer } from '../serve/stubIssuer.ts'
import { readArguments, stopWith, wholeNumber } from './commandLine.ts'
import { accountTable } from './portal/accountTable.ts'
import { openExistingData } from './portal/openData.ts'
import { fromRoot } from './portal/settings.ts'
import { listenForTheEnd, shutDown } from './portal/shutDown.ts'

// `npm run token -- <account>`: an access token of the stub issuer, alone on standard output.

/** The API believes no token for longer. */
const AN_HOUR = 3600

const usage = `npm run --silent token -- <account> [--seconds <number>] [--data-dir <folder>]

  --seconds <number>   how long the token is good for (default ${AN_HOUR}, and no longer)
  --data-dir <folder>  the data folder of the portal (default .data)

Without an account it lists them.`

const { values, positionals } = readArguments({
  usage,
  options: { seconds: { type: 'string' }, 'data-dir': { type: 'string', default: '.data' } },
  allowPositionals: true,
})
const [subject, ...rest] = positionals
if (rest.length > 0) stopWith(usage, 2)
const seconds =
  values.seconds === undefined ? AN_HOUR : wholeNumber('seconds', values.seconds, { least: 1, most: AN_HOUR })
const dataDir = fromRoot(values['data-dir'])

listenForTheEnd()
const { database } = await openExistingData(dataDir)
const accounts = await demoAccounts(database.owner)
if (subject !== undefined && accounts.some(account => account.subject === subject)) {
  console.log(await (await openStubIssuer(dataDir)).signToken(subject, { seconds }))
  await shutDown(0)
} else {
  console.error(complaint(subject))
  await shutDown(1)
}

function complaint(wanted: string | undefined): string {
  if (accounts.length === 0) return `There are no accounts in ${dataDir} yet; npm start makes some.`
  const heading =
    wanted === undefined ? 'Name one of the accounts:' : `There is no account "${wanted}"; there are:`
  return [heading, '', ...accountTable(accounts)].join('\n')
}
