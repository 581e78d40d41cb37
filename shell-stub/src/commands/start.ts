import { readSettings } from './portal/settings.ts'

// `npm start`: the production build of the portal, with its database and first data.

const settings = readSettings('npm start')
// Loaded after the options were read: a wrong one is answered at once.
const { startPortal } = await import('./portal/startPortal.ts')
await startPortal(settings)
