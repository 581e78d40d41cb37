/** A random UUID (version 4). `crypto.randomUUID` is missing on plain http, where some portals still run. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  const [, a, b, c, variant, d, e] = /^(.{8})(.{4}).(.{3})(.)(.{3})(.{12})$/.exec(hex) ?? []
  return `${a}-${b}-4${c}-${((parseInt(variant ?? '0', 16) & 3) | 8).toString(16)}${d}-${e}`
}
