import { registerMicroApps, start } from 'qiankun'
import { mayLeave, mountModule } from '../host.ts'
import { fillMenu, followLinks, openPortal, readBundled } from '../portal.ts'

// qiankun decides when; the module runs as a native ES module beside its sandbox, not in it.

const { modules } = await readBundled('/mf/bundled.json')
const portal = await openPortal(modules, (path, { replace }) => void go(path, replace))

registerMicroApps(
  modules.map(module => {
    let unmount = () => Promise.resolve()
    return {
      name: module.manifest.id,
      entry: { scripts: [`${location.origin}/adapter.js`] },
      container: '#modules',
      activeRule: location => `${location.pathname}/`.startsWith(module.basePath),
      props: {
        open: async (container: HTMLElement) => void (unmount = await mountModule(module, container, portal)),
        close: () => unmount(),
      },
    }
  }),
)

fillMenu(document.getElementById('menu') ?? document.body, modules)
followLinks(modules, path => void go(path))
window.addEventListener('single-spa:routing-event', showHome)
showHome()
// No strictStyleIsolation: into a shadow root the module's style sheets do not reach.
start({ prefetch: false })

async function go(path: string, replace = false): Promise<void> {
  if (await mayLeave(portal)) history[replace ? 'replaceState' : 'pushState'](null, '', path)
}

function showHome(): void {
  document.getElementById('home')?.toggleAttribute('hidden', location.pathname !== '/')
}
