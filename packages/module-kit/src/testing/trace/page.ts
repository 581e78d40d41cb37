import type { Book } from './book.ts'
import { prototypeOf, replace, stopAll, type Method, type Stop } from './replace.ts'
import type { TraceKind, Trail } from './trail.ts'

/** What stands on the page itself: style sheets, elements beside the portal's own, globals, Vue applications. */
export function watchPage(book: Book): { readonly growth: () => readonly Trail[]; readonly stop: Stop } {
  const makers = new WeakMap<object, readonly string[]>()
  const before = new Set(presence())
  const apps = watchVueApps(book)
  const stop = stopAll([noteMakers(book, makers), noteSheets(book, makers), apps.stop])
  return {
    stop,
    growth() {
      const added = presence().filter(thing => !before.has(thing))
      return [...added.map(thing => trailOf(thing, makers)), ...apps.alive()]
    },
  }
}

type Thing = Element | CSSStyleSheet | string

/** Names of globals and of handler properties (`onpopstate`), elements and sheets. */
function presence(): Thing[] {
  const adopted = (document.adoptedStyleSheets as CSSStyleSheet[] | undefined) ?? []
  return [
    ...Object.getOwnPropertyNames(window).filter(name => !/^\d+$|^on/.test(name)),
    ...[window, document].flatMap(handlersOf),
    ...document.querySelectorAll('style, link'),
    ...document.body.children,
    ...adopted,
  ]
}

function handlersOf(target: object): string[] {
  const names: string[] = []
  for (const name in target) {
    if (name.startsWith('on') && typeof (target as Record<string, unknown>)[name] === 'function')
      names.push(`${target.constructor.name}.${name}`)
  }
  return names
}

function trailOf(thing: Thing, makers: WeakMap<object, readonly string[]>): Trail {
  if (typeof thing === 'string')
    return { kind: thing.includes('.on') ? 'listener' : 'global', what: thing, by: [] }
  const kind: TraceKind = thing instanceof Element && !thing.matches('style, link') ? 'element' : 'style'
  return { kind, what: wordsFor(thing), by: makers.get(thing) ?? [] }
}

/** Enough to find it by; never its text. */
function wordsFor(thing: Element | CSSStyleSheet): string {
  if (!(thing instanceof Element)) return `sheet ${thing.cssRules[0]?.cssText.slice(0, 60) ?? ''}`
  const marks = [...thing.attributes].map(({ name, value }) => ` ${name}="${value}"`)
  return `<${thing.localName}${marks.join('').slice(0, 120)}>`
}

function noteMakers(book: Book, makers: WeakMap<object, readonly string[]>): Stop {
  const noting = (original: Method): Method =>
    function (this: unknown, ...args) {
      if (this === document.body || this === document.head) {
        for (const arg of args) if (arg instanceof Element) makers.set(arg, book.caller())
      }
      return original.apply(this, args)
    }
  const [node, element] = [prototypeOf('Node'), prototypeOf('Element')]
  return stopAll([
    ...['appendChild', 'insertBefore'].map(name => replace(node, name, noting)),
    ...['append', 'prepend'].map(name => replace(element, name, noting)),
  ])
}

/** A sheet tells nobody who adopts it, so its maker is named. */
function noteSheets(book: Book, makers: WeakMap<object, readonly string[]>): Stop {
  const original = (globalThis as { CSSStyleSheet?: typeof CSSStyleSheet }).CSSStyleSheet
  if (!original) return () => undefined
  globalThis.CSSStyleSheet = new Proxy(original, {
    construct(target, args: unknown[], newTarget) {
      const sheet = Reflect.construct(target, args, newTarget) as object
      makers.set(sheet, book.caller())
      return sheet
    },
  })
  return () => void (globalThis.CSSStyleSheet = original)
}

/** Vue marks the element of an application with `__vue_app__` and takes the mark away when it unmounts. */
function watchVueApps(book: Book): { readonly alive: () => readonly Trail[]; readonly stop: Stop } {
  const MARK = '__vue_app__'
  const marked = new Map<WeakRef<Element>, readonly string[]>()
  Object.defineProperty(Element.prototype, MARK, {
    configurable: true,
    get: () => undefined,
    set(this: Element, value: unknown) {
      marked.set(new WeakRef(this), book.caller())
      Object.defineProperty(this, MARK, { value, configurable: true, writable: true })
    },
  })
  const isAlive = (ref: WeakRef<Element>) => Object.hasOwn(ref.deref() ?? {}, MARK)
  return {
    alive: () =>
      [...marked]
        .filter(([ref]) => isAlive(ref))
        .map(([, by]) => ({ kind: 'vue-app', what: 'Vue application', by })),
    stop: () => void Reflect.deleteProperty(Element.prototype, MARK),
  }
}
