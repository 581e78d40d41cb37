/** The address at which an override listens; nobody but this machine reaches it. */
export const LOOPBACK = '127.0.0.1'

export function isLoopback(hostname: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|localhost|\[?::1\]?)$/i.test(hostname)
}

/**
 * Whether a `Host` header names this machine. A page of a foreign name that resolves to 127.0.0.1 (DNS rebinding)
 * would otherwise be one origin with the proxy, and could use the session that it carries.
 */
export function isOwnHost(host: string | undefined, port: number): boolean {
  const found = /^(.+):(\d+)$/.exec(host ?? '')
  return found !== null && Number(found[2]) === port && isLoopback(found[1] ?? '')
}
