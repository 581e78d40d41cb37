import type { ModuleRoute } from '@sunshine-aid/module-kit'
import type { TextKey } from './messages.ts'
import MentorGapsPage from './pages/MentorGapsPage.vue'
import MentorRosterPage from './pages/MentorRosterPage.vue'

export const routes: readonly ModuleRoute<TextKey>[] = [
  {
    path: '/',
    name: 'gaps',
    component: MentorGapsPage,
    meta: { title: 'gapsTitle', permission: 'gap.read', nav: 20 },
  },
  {
    path: '/roster',
    name: 'roster',
    component: MentorRosterPage,
    meta: { title: 'rosterTitle', permission: 'mentor.roster', nav: 21 },
  },
]
