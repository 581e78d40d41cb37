import type { ModuleRoute } from '@sunshine-aid/module-kit'
import type { TextKey } from './messages.ts'
import ArchiveListPage from './pages/ArchiveListPage.vue'

export const routes: readonly ModuleRoute<TextKey>[] = [
  { path: '/', name: 'list', component: ArchiveListPage, meta: { title: 'listTitle', permission: 'student.read', nav: 30 } },
]
