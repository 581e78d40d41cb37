import { navigateToUrl, registerApplication, start } from 'single-spa'
import { mayLeave, mountModule } from '../host.ts'
import { fillMenu, followLinks, openPortal, readBundled } from '../portal.ts'

// single-spa 6 and the bundled build: no import map in the page, no shell-kit, the host of `../host.ts`.

const { modules } = await readBundled('/mf/bundled.json')
const portal = await openPortal(modules, (path, { replace }) => void go(path, replace))
const outlet = document.getElementById('modules') ?? document.body

for (const module of modules) {
  let unmount = () => Promise.resolve()
  registerApplication({
    name: module.manifest.id,
    app: () =>
      Promise.resolve({
        bootstrap: () => Promise.resolve(),
        mount: async () => void (unmount = await mountModule(module, outlet, portal)),
        unmount: () => unmount(),
      }),
    activeWhen: location => `${location.pathname}/`.startsWith(module.basePath),
  })
}

fillMenu(document.getElementById('menu') ?? document.body, modules)
followLinks(modules, path => void go(path))
window.addEventListener('single-spa:routing-event', showHome)
showHome()
start({ urlRerouteOnly: true })

async function go(path: string, replace = false): Promise<void> {
  if (!(await mayLeave(portal))) return
  if (replace) history.replaceState(null, '', path)
  else navigateToUrl(path)
}

function showHome(): void {
  document.getElementById('home')?.toggleAttribute('hidden', location.pathname !== '/')
}
