import { readVerifySettings } from './config.ts'
import { runVerify } from './runVerify.ts'

// `npm run verify [-- --data-dir <folder>] [--anchors <file>]`
process.exitCode = await runVerify(readVerifySettings(process.argv.slice(2)), line =>
  process.stdout.write(`${line}\n`),
)
