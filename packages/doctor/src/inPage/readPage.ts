import type { Recorder, Violation } from './recorder.ts'

/** What the document itself says, whether or not a module runs in it. */
export interface PageFacts {
  readonly path: string
  readonly hasDoctype: boolean
  readonly lang: string
  readonly hasViewport: boolean
  /** `href` of a `<base>`, as written. */
  readonly base: string | null
  /** Policies in `<meta http-equiv="Content-Security-Policy">`. */
  readonly metaPolicies: readonly string[]
  /** The import maps in the page, as text, in their order. */
  readonly importMaps: readonly string[]
  /** A module script or a preload of one stands before the import map. */
  readonly mapIsLate: boolean
  /** Module scripts of the page that have a `src` but no `integrity`. */
  readonly scriptsWithoutIntegrity: number
  /** JSON in the page that looks like a release. */
  readonly release: string | null
  readonly kernel: KernelFacts
}

/** What the browser can do of all that the modules need. */
export interface KernelFacts {
  readonly importMaps: boolean
  readonly adoptedStyleSheets: boolean
  readonly abortSignalAny: boolean
}

/** Runs in the page. */
export function readPage(): PageFacts {
  const all = <E extends Element>(selector: string) => [...document.querySelectorAll<E>(selector)]
  const order = all<HTMLElement>('script[type="importmap"], script[type="module"], link[rel="modulepreload"]')
  const isMap = (element: HTMLElement) => element.getAttribute('type') === 'importmap'
  const firstMap = order.findIndex(isMap)
  return {
    path: location.pathname,
    hasDoctype: document.compatMode === 'CSS1Compat',
    lang: document.documentElement.lang,
    hasViewport: document.querySelector('meta[name="viewport"]') !== null,
    base: document.querySelector('base[href]')?.getAttribute('href') ?? null,
    metaPolicies: all<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy" i]').map(
      meta => meta.content,
    ),
    importMaps: order.filter(isMap).map(map => map.textContent),
    mapIsLate: firstMap > 0,
    scriptsWithoutIntegrity: all<HTMLScriptElement>('script[type="module"][src]').filter(
      script => !script.integrity,
    ).length,
    release:
      all<HTMLScriptElement>('script[type="application/json"]').find(
        ({ textContent }) => textContent.includes('"importMap"') && textContent.includes('"manifest"'),
      )?.textContent ?? null,
    kernel: {
      importMaps: HTMLScriptElement.supports('importmap'),
      adoptedStyleSheets: 'adoptedStyleSheets' in document,
      abortSignalAny: 'any' in AbortSignal,
    },
  }
}

/** What the recorder has written down so far. */
export interface Recorded {
  readonly violations: readonly Violation[]
  readonly errors: readonly string[]
  readonly unresolved: readonly string[]
  /** Ids of the modules that were given to the page, in order; `''` for a host that does not say. */
  readonly mounts: readonly string[]
  /** The last one of them has drawn something. */
  readonly isDrawn: boolean
}

/** Runs in the page. */
export function readRecorder(): Recorded {
  const recorder = (globalThis as unknown as Record<symbol, Recorder | undefined>)[
    Symbol.for('sunshine-aid.doctor')
  ]
  if (!recorder) return { violations: [], errors: [], unresolved: [], mounts: [], isDrawn: false }
  const { violations, errors, unresolved, mounts } = recorder
  const idOf = ({ moduleId }: Record<string, unknown>) => (typeof moduleId === 'string' ? moduleId : '')
  return {
    violations,
    errors,
    unresolved,
    mounts: mounts.map(({ host }) => idOf(host)),
    isDrawn: (mounts.at(-1)?.element.childElementCount ?? 0) > 0,
  }
}
