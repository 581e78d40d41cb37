import { defineModule } from '@sunshine-aid/module-kit'
import { UiRoot } from '@sunshine-aid/ui-kit'
import { messages } from './messages.ts'
import { routes } from './routes.ts'

export default defineModule({
  id: 'coverage-reports',
  title: 'moduleTitle',
  messages,
  routes,
  root: UiRoot,
  intents: { calls: ['mentor.unpaired', 'visit.record'] },
})
