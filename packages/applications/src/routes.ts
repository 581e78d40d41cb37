import type { ModuleRoute } from '@sunshine-aid/module-kit'
import type { TextKey } from './messages.ts'
import ApplicationListPage from './pages/ApplicationListPage.vue'

export const routes: readonly ModuleRoute<TextKey>[] = [
  { path: '/', name: 'list', component: ApplicationListPage, meta: { title: 'listTitle', permission: 'application.follow', nav: 10 } },
]
