import { createHash } from 'node:crypto'
import type { ReleasedModule } from '@sunshine-aid/host-contract'
import { scriptSafe } from '../../serve/scriptSafe.ts'
import { adaptPolicy } from './adaptPolicy.ts'
import { asRelease, mapWithSource, withSource } from './rewriteRelease.ts'

export interface PageChange {
  /** The module as it runs from source. */
  readonly source: ReleasedModule
  /** Where the deployed module lies. */
  readonly bases: readonly string[]
  readonly nonce: string
  /** Script that shows the ribbon. */
  readonly ribbon: string
  /** `127.0.0.1:4400` */
  readonly host: string
}

export interface ChangedPage {
  readonly html: string
  /** Hashes of inline scripts that were rewritten, for a policy that names scripts by their hash. */
  readonly hashes: readonly string[]
}

const SCRIPT = /(<script\b[^>]*\btype=["']?(application\/json|importmap)["']?[^>]*>)([\s\S]*?)(<\/script>)/gi
const PRELOAD = /<link\b[^>]*\brel=["']?(?:module)?preload["']?[^>]*>\s*/gi
const META_POLICY = /(<meta\b[^>]*http-equiv=["']?content-security-policy["']?[^>]*\bcontent=")([^"]*)(")/gi

/** A page of the shell with the one module led to its source, and with the ribbon. Everything else is as it was. */
export function rewritePage(page: string, change: PageChange): ChangedPage {
  const hashes: string[] = []
  const rewritten = page
    .replace(SCRIPT, (whole: string, open: string, type: string, text: string, close: string) => {
      const next =
        type.toLowerCase() === 'importmap' ? changedMap(text, change) : changedRelease(text, change)
      if (next === undefined) return whole
      if (type.toLowerCase() === 'importmap' && !/\bnonce=/i.test(open)) hashes.push(hashOf(next))
      return open + next + close
    })
    .replace(PRELOAD, link => (change.bases.some(base => link.includes(`"${base}`)) ? '' : link))
  const html = rewritten.replace(META_POLICY, (_, open: string, policy: string, close: string) => {
    const adapted = adaptPolicy(policy.replaceAll('&#39;', "'"), { ...change, hashes })
    return open + adapted + close
  })
  return { html: withRibbon(html, change), hashes }
}

function changedMap(text: string, { bases, source }: PageChange): string | undefined {
  const map = parsed(text) as { integrity?: Record<string, string> } | undefined
  return map && scriptSafe(mapWithSource(map, bases, source))
}

function changedRelease(text: string, { source }: PageChange): string | undefined {
  const release = asRelease(parsed(text))
  return release && scriptSafe(withSource(release, source))
}

/** In the head, before any other script: hot reload reads the nonce as soon as it is loaded. */
function withRibbon(html: string, { nonce, ribbon }: PageChange): string {
  const added = `<meta property="csp-nonce" nonce="${nonce}"><script type="module" src="${ribbon}" nonce="${nonce}"></script>`
  const head = /<head\b[^>]*>/i
  if (!head.test(html)) return html.replace(/^(\s*<!doctype[^>]*>)?/i, before => before + added)
  // An import map must stand before the first module script.
  const end = html.search(/<\/head\s*>/i)
  return end < 0 ? html.replace(head, found => found + added) : html.slice(0, end) + added + html.slice(end)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
