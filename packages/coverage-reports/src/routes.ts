import type { ModuleRoute } from '@sunshine-aid/module-kit'
import type { TextKey } from './messages.ts'
import CoverageGapsPage from './pages/CoverageGapsPage.vue'
import CoveragePage from './pages/CoveragePage.vue'

export const routes: readonly ModuleRoute<TextKey>[] = [
  {
    path: '/',
    name: 'report',
    component: CoveragePage,
    meta: { title: 'title', permission: 'coverage.read', nav: 40 },
  },
  {
    path: '/gaps/:indicator',
    name: 'gaps',
    component: CoverageGapsPage,
    props: true,
    meta: { title: 'gapsTitle', permission: 'gap.read' },
  },
]
