export interface PolicyNeeds {
  /** Of the scripts and styles that the override brings. */
  readonly nonce: string
  /** `127.0.0.1:4400`: where hot reload connects to. */
  readonly host: string
  /** Hashes of inline scripts whose text was rewritten. */
  readonly hashes: readonly string[]
}

/**
 * A content security policy with what hot reload needs and nothing else: this origin and its web socket, and scripts
 * and styles that carry the nonce. What forbids code and markup from text stays in force.
 */
export function adaptPolicy(policy: string, { nonce, host, hashes }: PolicyNeeds): string {
  const directives = new Map(
    policy
      .split(';')
      .map(part => part.trim().split(/\s+/))
      .flatMap(([name, ...values]) => (name ? [[name.toLowerCase(), values] as const] : [])),
  )
  const allow = (name: string, ...needed: readonly string[]) => {
    const values = directives.get(name) ?? directives.get('default-src')
    if (!values) return // nothing is forbidden
    const rest = values.filter(value => value !== "'none'" && !needed.includes(value))
    directives.set(name, [...rest, ...needed])
  }
  const own = (name: string, ...more: readonly string[]) => {
    const values = directives.get(name) ?? directives.get('default-src') ?? []
    // Naming a nonce would take back what 'unsafe-inline' allows the shell itself.
    const isOpen =
      values.includes("'unsafe-inline'") && !values.some(value => /^'(?:nonce|sha\d+)-/.test(value))
    allow(name, "'self'", ...(isOpen ? [] : [`'nonce-${nonce}'`, ...more]))
  }
  own('script-src', ...hashes.map(hash => `'${hash}'`))
  own('style-src')
  for (const [name, like] of [
    ['script-src-elem', 'script-src'],
    ['style-src-elem', 'style-src'],
  ] as const)
    if (directives.has(name)) own(name, ...(like === 'script-src' ? hashes.map(hash => `'${hash}'`) : []))
  allow('connect-src', "'self'", `ws://${host}`)
  directives.delete('upgrade-insecure-requests')
  return [...directives].map(([name, values]) => [name, ...values].join(' ')).join('; ')
}
