import type { ModuleRoute } from '@sunshine-aid/module-kit'
import type { TextKey } from './messages.ts'
import ArchiveListPage from './pages/ArchiveListPage.vue'
import ArchivePage from './pages/ArchivePage.vue'
import ImportPage from './pages/ImportPage.vue'
import ImportPreviewPage from './pages/ImportPreviewPage.vue'

export const routes: readonly ModuleRoute<TextKey>[] = [
  {
    path: '/',
    name: 'list',
    component: ArchiveListPage,
    meta: { title: 'listTitle', permission: 'student.read', nav: 30 },
  },
  {
    path: '/import',
    name: 'import',
    component: ImportPage,
    meta: { title: 'importTitle', permission: 'student.import', nav: 31 },
  },
  {
    path: '/import/:id',
    name: 'preview',
    component: ImportPreviewPage,
    props: true,
    meta: { title: 'previewTitle', permission: 'student.import' },
  },
  {
    path: '/:studentId',
    name: 'archive',
    component: ArchivePage,
    props: true,
    meta: { title: 'archiveTitle', permission: 'archive.read' },
  },
]
