/**
 * Headers of the deployment's files (`mf/`), for any static server. They are public code without anything about
 * anybody, and may be loaded by a portal on another origin. What the release names lies in folders that are named
 * after their content and never changes; what stands beside those folders is asked for each time.
 * @param path of the file below the deployment's folder: `mentors/1.0.0-0a1b/mentors.js`
 */
export function assetHeaders(path: string): Record<string, string> {
  return {
    'cache-control': isImmutable(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'timing-allow-origin': '*',
    'x-content-type-options': 'nosniff',
  }
}

/** `releases/<id>.json`, and every file in a folder of a version. */
function isImmutable(path: string): boolean {
  const [first, ...rest] = path.split('/').filter(part => part !== '')
  return first === 'releases' || (first !== 'schema' && rest.length >= 2)
}
