export { launchBrowser } from '@sunshine-aid/doctor/browser'
