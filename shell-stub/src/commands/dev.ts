import { readSettings } from './portal/settings.ts'

// `npm run dev`: the same portal from the sources, with hot reload of every module inside the shell.

const settings = readSettings('npm run dev')
const { startDevPortal } = await import('./portal/startPortal.ts')
await startDevPortal(settings)
