import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

type Facts = Readonly<Record<string, unknown>>

/** What the API's own log says of a request, the older file first. Its keys are an allow-list, so all of it may be shown. */
export async function linesOfRequest(dataDir: string, requestId: string): Promise<string[]> {
  const found: string[] = []
  for (const name of ['portal.log.1', 'portal.log']) {
    const file = join(dataDir, name)
    if (!existsSync(file)) continue
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      const facts = line.includes(requestId) ? factsIn(line) : undefined
      if (facts?.['reqId'] === requestId) found.push(wordsOf(facts))
    }
  }
  return found
}

/** The last line may still be on its way. */
function factsIn(line: string): Facts | undefined {
  try {
    return JSON.parse(line) as Facts
  } catch {
    return undefined
  }
}

function wordsOf(facts: Facts): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')
}
