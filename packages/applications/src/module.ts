import { defineModule } from '@sunshine-aid/module-kit'
import { UiRoot } from '@sunshine-aid/ui-kit'
import { messages } from './messages.ts'
import { routes } from './routes.ts'

export default defineModule({
  id: 'applications',
  title: 'moduleTitle',
  messages,
  routes,
  root: UiRoot,
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
