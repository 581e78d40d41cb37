import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readArguments, stopWith } from './commandLine.ts'
import { root } from './config.ts'

// `npm run bench -- [name …]`: the scripts of test/bench, one after the other, so that none disturbs another.

const folder = join(root, 'test', 'bench')
const names = existsSync(folder)
  ? readdirSync(folder).flatMap(name => (/^[^.]+\.ts$/.test(name) ? [name.slice(0, -3)] : []))
  : []

const { positionals } = readArguments({
  usage: `npm run bench [-- name …]\n\nBenchmarks: ${names.join(', ') || 'none yet'}`,
  allowPositionals: true,
})
for (const name of positionals) {
  if (!names.includes(name)) stopWith(`There is no benchmark "${name}"; there are: ${names.join(', ')}.`, 2)
}

for (const name of positionals.length > 0 ? positionals : names) {
  console.log(`\n── ${name}`)
  const child = spawn(process.execPath, [...process.execArgv, join(folder, `${name}.ts`)], {
    cwd: root,
    stdio: 'inherit',
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) process.exitCode = 1
}
