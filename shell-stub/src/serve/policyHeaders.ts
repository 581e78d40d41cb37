/**
 * Headers of every page (trust rule 21): only scripts whose bytes the release names, no inline style, no markup from
 * text. Vue names its Trusted Types policy `vue`; a module on its own Vue makes a second one. `sunshine-aid` is
 * shell-kit's, for the import map of a release that comes while the page is open.
 * @param assetOrigin of the modules' files, where they do not come from the portal's own origin
 */
export function policyHeaders(nonce: string, assetOrigin?: string): Record<string, string> {
  const own = assetOrigin === undefined ? "'self'" : `'self' ${assetOrigin}`
  return {
    'content-security-policy': [
      "default-src 'none'",
      `script-src ${own} 'nonce-${nonce}'`,
      `style-src ${own}`,
      `img-src ${own} data: blob:`,
      `font-src ${own}`,
      `connect-src ${own}`,
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types vue sunshine-aid 'allow-duplicates'",
      'report-to csp',
    ].join('; '),
    'integrity-policy': 'blocked-destinations=(script), endpoints=(csp)',
    'reporting-endpoints': 'csp="/stub/reports"',
    ...STATIC_HEADERS,
  }
}

/** On everything of the portal's own that is not the API. */
export const STATIC_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const
