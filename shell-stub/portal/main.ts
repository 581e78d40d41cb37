import { adoptStyles } from '@sunshine-aid/module-kit'
import { followLinks } from '@sunshine-aid/shell-kit'
import { createApp } from 'vue'
import { ensureChineseFont } from './chineseFont.ts'
import { headStartIsOver } from './headStart.ts'
import './portal.css'
import Portal from './Portal.vue'
import { openRelease, placeInPage } from './openRelease.ts'
import { createServices, PORTAL } from './services.ts'

const services = createServices(await openRelease(placeInPage()))
adoptStyles('portal')
followLinks(services.navigation, isPage)
createApp(Portal).provide(PORTAL, services).mount('#portal')
void headStartIsOver.then(() => services.session.start())
void ensureChineseFont()

/** At the root of the origin the portal has neighbours. */
function isPage(path: string): boolean {
  return path.startsWith(services.home) && !/^\/(?:api|stub|mf|shell)\//.test(path)
}
