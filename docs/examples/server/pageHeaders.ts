/** Content security policies, from the strictest that a portal can have to what its framework needs. */
export function policyFor(example: string, nonce: string, assets: string): Record<string, string> {
  const own = ["'self'", assets].filter(Boolean).join(' ')
  const strict = {
    'default-src': "'none'",
    'script-src': `${own} 'nonce-${nonce}'`,
    'style-src': "'self'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': own,
    'base-uri': "'none'",
    'object-src': "'none'",
  }
  const trusted = {
    'require-trusted-types-for': "'script'",
    'trusted-types': "vue sunshine-aid 'allow-duplicates'",
  }
  const policy = { ...strict, ...(RELAXED[example] ?? trusted) }
  const text = Object.entries(policy).map(([name, value]) => `${name} ${value}`)
  return { 'content-security-policy': text.join('; '), 'cache-control': 'no-store' }
}

/** What frameworks ask of a portal: not of ours. */
const RELAXED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  qiankun: { 'script-src': "'self' 'unsafe-eval'", 'style-src': "'self' 'unsafe-inline'" },
  wujie: {
    'script-src': "'self' 'unsafe-inline'",
    'style-src': "'self' 'unsafe-inline'",
    'frame-src': "'self' blob:",
    'base-uri': "'self'",
  },
}
