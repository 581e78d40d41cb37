import { destroyApp, startApp } from 'wujie'
import { mayLeave } from '../host.ts'
import { fillMenu, followLinks, moduleAt, openPortal, readBundled } from '../portal.ts'

// wujie runs the module in an iframe of its own and shows it in a shadow root of this page.

const { modules } = await readBundled('/mf/bundled.json')
const portal = await openPortal(modules, (path, { replace }) => void go(path, replace))
const outlet = document.getElementById('modules') ?? document.body
const adapter = new URL('/adapter.js', location.href).href
let shown: string | undefined

fillMenu(document.getElementById('menu') ?? document.body, modules)
followLinks(modules, path => void go(path))
window.addEventListener('popstate', () => void show())
await show()

async function go(path: string, replace = false): Promise<void> {
  if (!(await mayLeave(portal))) return
  history[replace ? 'replaceState' : 'pushState'](null, '', path)
  await show()
}

/** Shows the module of the address; its own router, which lives in the iframe, begins at the same address. */
async function show(): Promise<void> {
  const module = moduleAt(modules, location.pathname)
  const id = module?.manifest.id
  if (id === shown) return
  if (shown !== undefined) destroyApp(shown)
  shown = id
  document.getElementById('home')?.toggleAttribute('hidden', id !== undefined)
  if (!module || id === undefined) return
  await startApp({
    name: id,
    url: location.href,
    html: `<!doctype html><html><head></head><body><div id="module"></div><script type="module" src="${adapter}"></script></body></html>`,
    el: outlet,
    props: { module, portal },
  })
}
