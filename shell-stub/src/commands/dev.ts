import { createDevPortal } from '../dev/createDevPortal.ts'
import { runPortal } from './portal/runPortal.ts'
import { readSettings } from './portal/settings.ts'

// `npm run dev`: the same portal from the sources, with hot reload of every module inside the shell.

await runPortal(readSettings('npm run dev'), {
  prepare: () => Promise.resolve(createDevPortal),
  strict: true,
})
