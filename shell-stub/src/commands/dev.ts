import { readSettings } from './portal/settings.ts'

// `npm run dev`: the same portal from the sources, with hot reload of every module inside the shell. With
// `--shell <URL>` one module from its sources inside a portal that is deployed somewhere.

if (process.argv.some(argument => /^--shell(?:=|$)/.test(argument))) {
  const { runOverride } = await import('./override/runOverride.ts')
  await runOverride()
} else {
  const settings = readSettings('npm run dev')
  const { startDevPortal } = await import('./portal/startPortal.ts')
  await startDevPortal(settings)
}
