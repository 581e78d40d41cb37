import type { ReleasedModule } from '@sunshine-aid/host-contract'
import { mountModule, type Portal } from '../host.ts'
import { followLinks } from '../portal.ts'

// Runs in wujie's iframe, whose document wujie shows in a shadow root of the portal's page.

interface Given {
  readonly props: {
    readonly module: ReleasedModule
    readonly portal: Portal
  }
  readonly shadowRoot: ShadowRoot
}

const { props, shadowRoot } = Reflect.get(window, '$wujie') as Given
const { module, portal } = props

adoptInto(shadowRoot)
const giveBack = shareHistory(window.parent)
followLinks(portal.modules, path => portal.go(path, { replace: false }))
const unmount = await mountModule(module, document.getElementById('module') ?? document.body, portal)
// wujie calls it before it drops the iframe.
Object.assign(window, {
  async __WUJIE_UNMOUNT() {
    giveBack()
    await unmount()
  },
})

/** Style sheets that are constructed in the iframe would apply to the iframe, which nobody sees. */
function adoptInto(root: ShadowRoot): void {
  Object.assign(window, { CSSStyleSheet: (window.parent as typeof globalThis & Window).CSSStyleSheet })
  Object.defineProperty(document, 'adoptedStyleSheets', {
    get: () => root.adoptedStyleSheets,
    set: (sheets: CSSStyleSheet[]) => (root.adoptedStyleSheets = sheets),
  })
}

/**
 * The history of the page becomes the module's, so that Back, a reload and a link to a page work as everywhere. The
 * iframe's own would be forgotten with the iframe.
 */
function shareHistory(page: Window): () => void {
  const follow = history.replaceState.bind(history)
  for (const change of ['pushState', 'replaceState'] as const) {
    history[change] = (state: unknown, _, url) => {
      page.history[change](state, '', url)
      follow(state, '', url)
    }
  }
  const onPopState = (event: PopStateEvent) => {
    const state: unknown = event.state
    const { pathname, search } = page.location
    if (!`${pathname}/`.startsWith(module.basePath)) return
    follow(state, '', pathname + search)
    window.dispatchEvent(new PopStateEvent('popstate', { state }))
  }
  page.addEventListener('popstate', onPopState)
  return () => page.removeEventListener('popstate', onPopState)
}
