import type { ModuleRoute } from '@sunshine-aid/module-kit'
import type { TextKey } from './messages.ts'
import MentorRosterPage from './pages/MentorRosterPage.vue'

export const routes: readonly ModuleRoute<TextKey>[] = [
  { path: '/', name: 'list', component: MentorRosterPage, meta: { title: 'listTitle', permission: 'mentor.roster', nav: 20 } },
]
