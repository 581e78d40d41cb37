import { defineModule } from '@sunshine-aid/module-kit'
import { messages } from './messages.ts'
import ModuleFrame from './ModuleFrame.vue'
import { routes } from './routes.ts'

export default defineModule({
  id: 'applications',
  title: 'moduleTitle',
  messages,
  routes,
  root: ModuleFrame,
  capabilities: { likes: ['badges'] },
  intents: {
    provides: {
      'application.open': '/:applicationId',
      'application.start': '/new/:studentId',
      'visit.record': '/students/:studentId/visit',
    },
    calls: ['archive.open'],
  },
})
