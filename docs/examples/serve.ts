import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serveExample } from './server/serveExample.ts'

const USAGE = `node docs/examples/serve.ts <example> [options]

  import-map | one-script | bundled | plain-vue | qiankun | wujie

  --portal <url>         a running portal, whose API is used (default http://127.0.0.1:4300/)
  --deployment <folder>  the folder mf that npm run build wrote (default dist/mf)
  --port <number>        where the example answers (default 4400)`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    portal: { type: 'string', default: 'http://127.0.0.1:4300/' },
    deployment: { type: 'string', default: join(import.meta.dirname, '../../dist/mf') },
    port: { type: 'string', default: '4400' },
  },
})
const [name] = positionals
if (name === undefined) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}
const { url } = await serveExample({
  name,
  deployment: values.deployment,
  portalUrl: values.portal,
  port: Number(values.port),
})
process.stdout.write(`${name}: ${url}\n`)
