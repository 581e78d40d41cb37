import { createApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { mayLeave, type Portal } from '../host.ts'
import { openPortal, readBundled } from '../portal.ts'
import App from './App.vue'
import HomePage from './HomePage.vue'
import ModulePage from './ModulePage.vue'

// A Vue application like any other, with one route for each module.

const { modules } = await readBundled('/mf/bundled.json')
const portal: Portal = await openPortal(modules, (path, { replace }) => {
  void (replace ? router.replace(path) : router.push(path))
})

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: HomePage },
    // All addresses below the base path are one page for this router; the module's own router tells them apart.
    ...modules.map(module => ({
      path: `${module.basePath}:rest(.*)*`,
      component: ModulePage,
      props: { module, portal },
    })),
  ],
})

router.beforeEach(async (to, from) => {
  if (to.matched[0] !== from.matched[0] && !(await mayLeave(portal))) return false
  // Two routers share one history. Before it goes on, vue-router writes the address that it believes in into the
  // entry that is left; the module's router has named it without the base path there.
  history.replaceState({ ...history.state, current: location.pathname + location.search }, '')
  return true
})

createApp(App, { modules }).use(router).mount('#app')
