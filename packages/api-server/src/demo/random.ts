/**
 * Chance that anybody can repeat: the same seed gives the same draws on every machine (sfc32, seeded by FNV-1a).
 * For made-up data only; nothing secret comes from here.
 */
export class Random {
  private a: number
  private b: number
  private c: number
  private counter = 1

  constructor(...seed: readonly (string | number)[]) {
    const text = seed.join('/')
    this.a = fnv(text, 0x811c9dc5)
    this.b = fnv(text, 0x01000193)
    this.c = fnv(text, 0x9e3779b9)
    for (let i = 0; i < 12; i++) this.bits()
  }

  /** 32 random bits, unsigned. */
  bits(): number {
    const sum = (this.a + this.b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + (this.bits() % (most - least + 1))
  }

  /** True in `share` of all cases, 0 to 1. */
  chance(share: number): boolean {
    return this.bits() < share * 0x1_0000_0000
  }

  pick<const T>(items: readonly T[]): T {
    const item = items[this.bits() % items.length]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }

  /** A key of `weights`, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let left = (this.bits() / 0x1_0000_0000) * entries.reduce((sum, [, weight]) => sum + weight, 0)
    const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)
    if (!found) throw new RangeError('nothing to weigh')
    return found[0]
  }

  /** `count` different ones of `items`, in their order; all of them where there are fewer. */
  some<T>(items: readonly T[], count: number): T[] {
    const left = [...items]
    while (left.length > count) left.splice(this.bits() % left.length, 1)
    return left
  }

  /** A UUID (version 4 by its form). */
  uuid(): string {
    const hex = [this.bits(), this.bits(), this.bits(), this.bits()]
      .map(bits => bits.toString(16).padStart(8, '0'))
      .join('')
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}

function fnv(text: string, basis: number): number {
  let hash = basis
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
