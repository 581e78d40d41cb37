import { defineModule } from '@sunshine-aid/module-kit'
import { UiRoot } from '@sunshine-aid/ui-kit'
import { messages } from './messages.ts'
import { routes } from './routes.ts'

export default defineModule({
  id: 'archives',
  title: 'moduleTitle',
  messages,
  routes,
  root: UiRoot,
  intents: {
    provides: { 'archive.open': '/:studentId' },
    calls: ['application.open', 'application.start', 'visit.record'],
  },
})
