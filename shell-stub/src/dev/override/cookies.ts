import { createHash } from 'node:crypto'

/**
 * Cookies of a deployed shell, kept apart from those of other programs on this machine: browsers give a cookie of
 * 127.0.0.1 to every port. Those that no script can read get a name of their own; they are all that is sent back.
 */
export interface CookieJar {
  /** A `Set-Cookie` of the shell as the browser may keep it for plain HTTP on loopback. */
  readonly received: (header: string) => string
  /** The `Cookie` header for the shell; `undefined` when none of the browser's cookies is the shell's. */
  readonly sent: (header: string | undefined) => string | undefined
}

export function cookieJar(shellOrigin: string): CookieJar {
  const mark = `dev-${createHash('sha256').update(shellOrigin).digest('hex').slice(0, 8)}-`
  /** Names that scripts of the page read and write themselves, so they must stay as they are. */
  const open = new Set<string>()
  return {
    received(header) {
      const [pair = '', ...attributes] = header.split(';').map(part => part.trim())
      const name = pair.slice(0, pair.indexOf('='))
      const isHidden = attributes.some(attribute => /^httponly$/i.test(attribute))
      if (!isHidden) open.add(name)
      const kept = attributes.filter(attribute => !/^(?:domain=|secure$|partitioned$)/i.test(attribute))
      const plain = kept.map(attribute => attribute.replace(/^samesite=none$/i, 'SameSite=Lax'))
      return [isHidden ? mark + pair : pair, ...plain].join('; ')
    },
    sent(header = '') {
      const pairs = header.split(';').flatMap(part => {
        const pair = part.trim()
        if (pair.startsWith(mark)) return [pair.slice(mark.length)]
        return open.has(pair.slice(0, pair.indexOf('='))) ? [pair] : []
      })
      return pairs.length > 0 ? pairs.join('; ') : undefined
    },
  }
}
