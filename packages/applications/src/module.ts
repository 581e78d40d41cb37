import { defineModule } from '@sunshine-aid/module-kit'
import { messages } from './messages.ts'
import { routes } from './routes.ts'
import VisitFrame from './visits/VisitFrame.vue'

export default defineModule({
  id: 'applications',
  title: 'moduleTitle',
  messages,
  routes,
  root: VisitFrame,
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
