import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What the API's own log says of a request, the older file first. Its keys are an allow-list, so all of it may be shown. */
export async function linesOfRequest(dataDir: string, requestId: string): Promise<string[]> {
  const found: string[] = []
  for (const name of ['portal.log.1', 'portal.log']) {
    const file = join(dataDir, name)
    if (!existsSync(file)) continue
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      if (line.includes(requestId)) found.push(wordsOf(line))
    }
  }
  return found
}

function wordsOf(line: string): string {
  const facts = JSON.parse(line) as Readonly<Record<string, unknown>>
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')
}
