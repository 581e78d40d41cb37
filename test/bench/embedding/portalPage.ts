import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Release } from '@sunshine-aid/host-contract'
import { compressFiles } from '@sunshine-aid/shell-stub/build/compressFiles'
import { leanPackages } from '@sunshine-aid/shell-stub/build/leanPackages'
import { narrowVueImport } from '@sunshine-aid/shell-stub/build/narrowVueImport'
import { PORTAL_DIR, portalConfig } from '@sunshine-aid/shell-stub/build/portalConfig'
import { build, type Plugin } from 'vite'

export type Modules = Release['modules']

/** Where module `id` of ours is defined. */
export const sourceOf = (id: string): string => join(PACKAGES, id, 'src/module.ts')

const PACKAGES = join(import.meta.dirname, '../../../packages')

/** How a portal gets at its modules. */
export interface Way {
  /** Code that defines `load`, which shell-kit calls to get a module. */
  readonly loader: string
  /** A file whose own single-spa decides which module is shown; without one, `plainRouting.ts` does. */
  readonly routedBy?: string
}

/**
 * The portal's frame as one plain Vite page: the same sources, browsers and minifier as the release; no import map,
 * no integrity, no shared files, no single-spa, and style sheets as files.
 * @param outDir receives the page and its files in `site/`
 */
export async function buildPortalPage(outDir: string, modules: Modules, way: Way): Promise<void> {
  const source = join(outDir, 'source')
  await rm(outDir, { recursive: true, force: true })
  await mkdir(source, { recursive: true })
  await writeFile(join(source, 'index.html'), PAGE)
  await writeFile(join(source, 'main.ts'), `import ${JSON.stringify(join(PORTAL_DIR, 'main.ts'))}`)
  const { plugins = [], build: settings, ...config } = portalConfig()
  await build({
    ...config,
    root: source,
    base: '/',
    configFile: false,
    logLevel: 'warn',
    plugins: [replacedShellKit(modules, way), narrowVueImport, ...leanPackages, ...plugins.slice(0, 1)],
    build: {
      ...settings,
      outDir: join(outDir, 'site'),
      assetsDir: 'assets',
      emptyOutDir: true,
      sourcemap: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        ...settings?.rolldownOptions,
        input: join(source, 'index.html'),
        external: [],
        output: ASSETS,
      },
    },
  })
  await compressFiles(join(outDir, 'site'))
}

const ASSETS = {
  entryFileNames: 'assets/[name]-[hash].js',
  chunkFileNames: 'assets/[name]-[hash].js',
  assetFileNames: 'assets/[name]-[hash][extname]',
} as const

/** The loader of the floor: a lazy chunk for each module. That of the first address is asked for at once. */
export function lazyChunks(modules: Modules): string {
  const loaders = modules.map(({ basePath, manifest: { id } }) => {
    const source = JSON.stringify(sourceOf(id))
    return `${JSON.stringify(id)}: { path: ${JSON.stringify(absolute(basePath))}, load: () => import(${source}) }`
  })
  return `const modules = {${loaders.join(',')}}
for (const { path, load } of Object.values(modules)) if (location.pathname.startsWith(path)) void load()
const load = async ({ manifest }) => (await modules[manifest.id].load()).default`
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
const PLAIN_SHELL = join(import.meta.dirname, 'plainShell.ts')

/** The portal's `shell-kit`, but for what has another form where everything is one build: release, loading, routing. */
function replacedShellKit(modules: Modules, { loader, routedBy }: Way): Plugin {
  const core = join(PACKAGES, 'shell-kit/src/core.ts')
  const code = `import { registerModules as register } from ${JSON.stringify(PLAIN_SHELL)}
export * from ${JSON.stringify(core)}
${loader}
export const registerModules = options => register(options, load)
const release = ${JSON.stringify(plainRelease(modules))}
export const releaseInPage = () => release
export const watchRelease = () => ({ check: () => Promise.resolve(), stop: () => undefined })`
  return {
    name: 'sunshine-aid:plain-modules',
    enforce: 'pre',
    resolveId(id, importer = '') {
      if (id === 'single-spa' && importer === PLAIN_SHELL)
        return routedBy ? this.resolve(id, routedBy) : join(import.meta.dirname, 'plainRouting.ts')
      if (id === '@sunshine-aid/shell-kit') return SHELL
      return id === '@sunshine-aid/shell-kit/core' ? core : undefined
    },
    load: id => (id === SHELL ? code : undefined),
  }
}

/** What the portal's navigation needs to know of the modules. */
function plainRelease(modules: Modules) {
  return {
    place: { url: '/mf/release.json', portalBase: '/' },
    refused: [],
    modules: modules.map(({ basePath, manifest: { id, version, title, routes, intents } }) => ({
      base: '/',
      basePath: absolute(basePath),
      manifest: { id, version, title, routes, intents },
    })),
  }
}

const absolute = (basePath: string) => `/${basePath.replace(/^\//, '')}`
