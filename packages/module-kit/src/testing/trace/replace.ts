export type Stop = () => void
export type Method = (this: unknown, ...args: unknown[]) => unknown

/** Replaces a method until the result is called. Nothing happens where there is no such method. */
export function replace(holder: object | undefined, name: string, make: (original: Method) => Method): Stop {
  const members = (holder ?? {}) as Record<string, Method>
  const original = members[name]
  if (typeof original !== 'function') return () => undefined
  const isOwn = Object.hasOwn(members, name)
  members[name] = make(original)
  return () => {
    if (isOwn) members[name] = original
    else Reflect.deleteProperty(members, name)
  }
}

export function prototypeOf(name: string): object | undefined {
  return (globalThis as unknown as Record<string, { prototype?: object } | undefined>)[name]?.prototype
}

/** In the order in which replacing is undone. */
export function stopAll(stops: readonly Stop[]): Stop {
  return () => [...stops].reverse().forEach(stop => stop())
}
