import { defineModule } from '@sunshine-aid/module-kit'
import { UiRoot } from '@sunshine-aid/ui-kit'
import { messages } from './messages.ts'
import { routes } from './routes.ts'

export default defineModule({
  id: 'mentors',
  title: 'moduleTitle',
  messages,
  routes,
  root: UiRoot,
  capabilities: { likes: ['badges'] },
  intents: { provides: { 'mentor.unpaired': '/' }, calls: ['archive.open'] },
})
