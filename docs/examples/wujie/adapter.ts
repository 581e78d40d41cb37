import type { ReleasedModule } from '@sunshine-aid/host-contract'
import { mountModule, type Portal } from '../host.ts'
import { followLinks } from '../portal.ts'

// Runs in wujie's iframe, whose document wujie shows in a shadow root of the portal's page.

interface Given {
  readonly props: {
    readonly module: ReleasedModule
    readonly portal: Portal
    readonly onAddress: (path: string) => void
  }
  readonly shadowRoot: ShadowRoot
}

const { props, shadowRoot } = Reflect.get(window, '$wujie') as Given
const { module, portal } = props

adoptInto(shadowRoot)
tellAddress(props.onAddress)
followLinks(portal.modules, path => portal.go(path, { replace: false }))
const unmount = await mountModule(module, document.getElementById('module') ?? document.body, portal)
// wujie calls it before it drops the iframe.
Object.assign(window, { __WUJIE_UNMOUNT: unmount })

/** Style sheets that are constructed in the iframe would apply to the iframe, which nobody sees. */
function adoptInto(root: ShadowRoot): void {
  Object.assign(window, { CSSStyleSheet: (window.parent as typeof globalThis & Window).CSSStyleSheet })
  Object.defineProperty(document, 'adoptedStyleSheets', {
    get: () => root.adoptedStyleSheets,
    set: (sheets: CSSStyleSheet[]) => (root.adoptedStyleSheets = sheets),
  })
}

function tellAddress(tell: (path: string) => void): void {
  const now = () => tell(location.pathname + location.search)
  window.addEventListener('popstate', now)
  for (const change of ['pushState', 'replaceState'] as const) {
    const original = history[change].bind(history)
    history[change] = (...args) => {
      original(...args)
      now()
    }
  }
}
