import { addToWorkspace } from '../../bin/setUp.mjs'
import { readArguments, stopWith } from './commandLine.ts'
import { root } from './config.ts'
import { generateModule, refusal } from './newModule/generateModule.ts'

// `npm run new:module -- <id>`: a module with one page and its test, ready to start.

const usage = `npm run new:module -- <id> [--zh <name>] [--en <name>]

  <id>         lower-case words joined by hyphens: the package, the folder and the address
  --zh, --en   the module's name in the navigation, in both languages`

const { values, positionals } = readArguments({
  usage,
  options: { zh: { type: 'string' }, en: { type: 'string' } },
  allowPositionals: true,
})
const [id, ...rest] = positionals
if (id === undefined || rest.length > 0) stopWith(usage, 2)

const reason = refusal(root, id)
if (reason !== undefined) stopWith(reason, 1)

const words = id.replaceAll('-', ' ')
const en = values.en ?? words.replace(/^./, letter => letter.toUpperCase())
await generateModule(root, { id, zh: values.zh ?? en, en })
console.log(`packages/${id} is written; linking it`)
await addToWorkspace(root)
console.log(`Done. See it: npm run dev, then /${id}. Read on: docs/adding-a-module.md`)
