import type { ModuleRoute } from '@sunshine-aid/module-kit'
import type { TextKey } from './messages.ts'
import CoveragePage from './pages/CoveragePage.vue'

export const routes: readonly ModuleRoute<TextKey>[] = [
  { path: '/', name: 'list', component: CoveragePage, meta: { title: 'listTitle', permission: 'coverage.read', nav: 40 } },
]
