import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { buildRelease } from '@sunshine-aid/shell-stub'
import { compressFiles } from '@sunshine-aid/shell-stub/build/compressFiles'
import { narrowVueImport } from '@sunshine-aid/shell-stub/build/narrowVueImport'
import { PORTAL_DIR, portalConfig } from '@sunshine-aid/shell-stub/build/portalConfig'
import { build, type Plugin } from 'vite'

type Modules = Awaited<ReturnType<typeof buildRelease>>['modules']

const BASE = '/shell/plain/'
const PACKAGES = join(import.meta.dirname, '../../../packages')

/**
 * The floor: the portal's frame and all modules as one plain Vite page with a lazy chunk for each module. The same
 * sources, browsers and minifier as the release; no import map, no integrity, no shared files, no single-spa, and
 * style sheets as files. It is laid out so that the portal's own server can serve it.
 * @returns the page, which is the same for every address
 */
export async function buildPlainPage(outDir: string, modules: Modules): Promise<string> {
  const source = join(outDir, 'source')
  const target = join(outDir, BASE)
  await rm(outDir, { recursive: true, force: true })
  await mkdir(source, { recursive: true })
  await writeFile(join(source, 'index.html'), PAGE)
  await writeFile(join(source, 'main.ts'), `import ${JSON.stringify(join(PORTAL_DIR, 'main.ts'))}`)
  const { plugins = [], build: settings, ...config } = portalConfig()
  await build({
    ...config,
    root: source,
    base: BASE,
    configFile: false,
    logLevel: 'warn',
    plugins: [plainModules(modules), narrowVueImport, ...plugins.slice(0, 1)],
    build: {
      ...settings,
      outDir: target,
      emptyOutDir: true,
      sourcemap: false,
      reportCompressedSize: false,
      rolldownOptions: { ...settings?.rolldownOptions, input: join(source, 'index.html'), external: [] },
    },
  })
  await writeEmptyRelease(outDir)
  await compressFiles(outDir)
  return readFile(join(target, 'index.html'), 'utf8')
}

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>阳光资助平台</title>
<link rel="icon" href="/shell/icon.svg" type="image/svg+xml" vite-ignore>
<script type="module" src="./main.ts"></script>
</head>
<body><div id="portal"></div></body>
</html>
`

const SHELL = '\0plain-shell'

/** The portal's `shell-kit`, but for what has another form where everything is one build: release, loading, routing. */
function plainModules(modules: Modules): Plugin {
  const loaders = modules.map(({ basePath, manifest: { id } }) => {
    const source = JSON.stringify(join(PACKAGES, id, 'src/module.ts'))
    return `${JSON.stringify(id)}: { path: ${JSON.stringify(basePath)}, load: () => import(${source}) }`
  })
  const shellKit = JSON.stringify(join(PACKAGES, 'shell-kit/src/index.ts'))
  const code = `import { registerModules as register } from ${shellKit}
export * from ${shellKit}
const modules = {${loaders.join(',')}}
// The chunk of the first address is asked for at once, beside the question who is signed in.
for (const { path, load } of Object.values(modules)) if (location.pathname.startsWith(path)) void load()
const load = async ({ manifest }) => (await modules[manifest.id].load()).default
export const registerModules = options => register({ ...options, load })
const release = ${JSON.stringify(plainRelease(modules))}
export const releaseInPage = () => release`
  return {
    name: 'sunshine-aid:plain-modules',
    enforce: 'pre',
    resolveId(id) {
      if (id === 'single-spa') return join(import.meta.dirname, 'plainRouting.ts')
      return id === '@sunshine-aid/shell-kit' ? SHELL : undefined
    },
    load: id => (id === SHELL ? code : undefined),
  }
}

/** What the portal's navigation needs to know of the modules. */
function plainRelease(modules: Modules) {
  return {
    trains: {},
    modules: modules.map(({ basePath, manifest: { id, version, contract, title, routes, intents } }) => ({
      base: '',
      basePath,
      manifest: { id, version, contract, title, routes, intents, css: [], shared: {} },
    })),
  }
}

async function writeEmptyRelease(outDir: string): Promise<void> {
  const importMap = { imports: {}, integrity: {} }
  const release = { schema: 1, id: 'plain', previous: null, train: '', trains: {}, importMap, modules: [] }
  await mkdir(join(outDir, 'mf'), { recursive: true })
  await writeFile(join(outDir, 'mf/release.json'), JSON.stringify(release))
  await writeFile(
    join(outDir, 'shell/portal.json'),
    JSON.stringify({ base: BASE, entries: {}, css: [], files: {} }),
  )
}
