import type { POLICY_FINDINGS } from '../catalogue/policies.ts'
import type { Violation } from '../inPage/recorder.ts'
import type { Observations } from '../visit/observations.ts'
import { placeOf, say } from '../words.ts'
import { type Check, when } from './check.ts'
import { uncoveredFiles } from './importMap.ts'

export const POLICY_CHECKS: Readonly<Record<keyof typeof POLICY_FINDINGS, Check>> = {
  'DR-70': blockedFindings,
  'DR-71': unsafeFindings,
  'DR-72': seen =>
    policiesOf(seen).flatMap(policy => {
      const names = policy.get('trusted-types')
      return when(
        names !== undefined && !names.includes('vue') && !names.includes('*'),
        say(`trusted-types ${names?.join(' ') ?? ''}`, `trusted-types ${names?.join(' ') ?? ''}`),
      )
    }),
  'DR-73': seen => {
    const asks = /blocked-destinations=\([^)]*\bscript\b/.test(
      seen.document.headers['integrity-policy'] ?? '',
    )
    const uncovered = (uncoveredFiles(seen) ?? 0) + seen.page.scriptsWithoutIntegrity
    return when(
      asks && uncovered > 0,
      say(`${uncovered} 个脚本没有哈希`, `${uncovered} scripts have no hash`),
    )
  },
  'DR-74': ({ document }) => {
    const policy = (document.headers['referrer-policy'] ?? '').split(',').at(-1)?.trim() ?? ''
    return when(/^(unsafe-url|no-referrer-when-downgrade)$/.test(policy), say(policy, policy))
  },
}

type Policy = ReadonlyMap<string, readonly string[]>

/** Each policy of the page as directive → sources. */
function policiesOf({ document, page }: Observations): Policy[] {
  const header = document.headers['content-security-policy'] ?? ''
  return [...header.split(/[,\n]/), ...page.metaPolicies]
    .filter(text => text.trim() !== '')
    .map(text => new Map(text.split(';').map(directiveOf)))
}

function directiveOf(text: string): [string, readonly string[]] {
  const [name = '', ...sources] = text.trim().split(/\s+/)
  return [name.toLowerCase(), sources]
}

/** Where there is a nonce or a hash browsers pass over `unsafe-inline`. */
function unsafeFindings(seen: Observations) {
  return policiesOf(seen).flatMap(policy => {
    const sources = policy.get('script-src') ?? policy.get('default-src') ?? []
    const isStrict = sources.some(source => /^'(nonce|sha\d+)-/.test(source))
    return sources
      .filter(source => source === "'unsafe-eval'" || (source === "'unsafe-inline'" && !isStrict))
      .map(source => say(`script-src ${source}`, `script-src ${source}`))
  })
}

/** What a policy has refused that is ours: our files, the API, or the import map in the page. */
function blockedFindings(seen: Observations) {
  const folders = foldersOf(seen)
  const isOurs = ({ blocked, scriptType }: Violation) =>
    folders.some(folder => blocked.startsWith(folder)) || scriptType === 'importmap'
  const texts = seen.recorded.violations
    .filter(violation => isOurs(violation) && !violation.directive.includes('trusted-types'))
    .map(({ directive, blocked }) => {
      const source = sourceFor(blocked, new URL(seen.document.url).origin)
      const what = URL.canParse(blocked) ? placeOf(blocked) : 'importmap'
      return [
        `${directive} 拦住了 ${what}，请加上 ${source}`,
        `${directive} blocks ${what}: add ${source}`,
      ] as const
    })
  return [...new Map(texts.map(text => [text[1], say(...text)])).values()]
}

function foldersOf({ release, host, document }: Observations): string[] {
  const api = host?.apiBaseUrl ? [new URL(host.apiBaseUrl, document.url).href] : []
  const shared = Object.values(release?.imports ?? {}).map(url => new URL('.', url).href)
  return [...(release?.modules.map(({ base }) => base) ?? []), ...shared, ...api]
}

function sourceFor(blocked: string, pageOrigin: string): string {
  if (!URL.canParse(blocked)) return "'nonce-…'"
  const { origin } = new URL(blocked)
  return origin === pageOrigin ? "'self'" : origin
}
