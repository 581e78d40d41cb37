/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [number, number, number]

function fromHex(hex: string): Rgb {
  const long = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex
  const channel = (at: number) => Number.parseInt(long.slice(at, at + 2), 16)
  return [channel(0), channel(2), channel(4)]
}

/** Reads `#abc`, `#aabbcc` and `rgb(…)`; anything else is `undefined`, and the caller leaves it as it is. */
export function parseColour(text: string): Rgb | undefined {
  const hex = /^\s*#([0-9a-f]{3}|[0-9a-f]{6})\s*$/i.exec(text)?.[1]
  if (hex) return fromHex(hex)
  const rgb = /^\s*rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(text)
  return rgb ? [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])] : undefined
}

/** `share` (0 to 1) of `a` in `b`, as CSS `color-mix(in srgb, …)` does it. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const channel = (at: 0 | 1 | 2) => Math.round(a[at] * share + b[at] * (1 - share))
  return [channel(0), channel(1), channel(2)]
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map(value => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours by WCAG 2.2: 1 (same) to 21 (black on white). */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}
