/**
 * Headers of every page (trust rule 21): only scripts of this origin whose bytes the release names, no inline style,
 * no markup from text. Vue names its Trusted Types policy `vue`; a module on its own Vue makes a second one.
 */
export function policyHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types vue 'allow-duplicates'",
      'report-to csp',
    ].join('; '),
    'integrity-policy': 'blocked-destinations=(script), endpoints=(csp)',
    'reporting-endpoints': 'csp="/stub/reports"',
    ...STATIC_HEADERS,
  }
}

/** On everything that is not the API. */
export const STATIC_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const
