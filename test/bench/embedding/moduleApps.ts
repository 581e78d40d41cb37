import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BROWSERS, hasSideEffects, PRODUCTION, releasedVue } from '@sunshine-aid/module-kit/vite'
import { compressFiles } from '@sunshine-aid/shell-stub/build/compressFiles'
import { leanPackages } from '@sunshine-aid/shell-stub/build/leanPackages'
import { narrowVueImport } from '@sunshine-aid/shell-stub/build/narrowVueImport'
import { build, type InlineConfig } from 'vite'
import type { Framework } from './frameworks.ts'
import { sourceOf, type Modules } from './portalPage.ts'

/**
 * Each module as a Vite application of its own, with a page, a script and a style sheet, as teams build what they
 * bring into a portal by a framework. They land in `site/apps/<id>/` below `outDir`.
 */
export async function buildModuleApps(outDir: string, modules: Modules, framework: Framework): Promise<void> {
  for (const { manifest } of modules) await buildApp(outDir, manifest.id, framework)
  await writeFile(join(outDir, 'site/apps/index.html'), EMPTY)
  await compressFiles(join(outDir, 'site'))
}

async function buildApp(outDir: string, id: string, { name, script }: Framework): Promise<void> {
  const source = join(outDir, 'source', id)
  const target = join(outDir, 'site/apps', id)
  await mkdir(source, { recursive: true })
  await writeFile(join(source, 'main.ts'), mainOf(id, name))
  const isPage = script === 'module'
  if (isPage)
    await writeFile(join(source, 'index.html'), pageOf('<script type="module" src="./main.ts"></script>'))
  await build(isPage ? pageConfig(source, target, id) : libraryConfig(source, target, id))
  if (!isPage) await writeFile(join(target, 'index.html'), pageOf(CLASSIC))
}

const mainOf = (id: string, name: string) => `import module from ${JSON.stringify(sourceOf(id))}
import { serve } from ${JSON.stringify(join(import.meta.dirname, 'frameworks', name, 'app.ts'))}
export const { bootstrap, mount, unmount } = serve(module)
`

const EMPTY = '<!doctype html><title>-</title>'

const CLASSIC = '<link rel="stylesheet" href="./app.css"><script src="./app.js"></script>'

const pageOf = (script: string) => `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>阳光资助</title></head>
<body><div id="app"></div>${script}</body>
</html>
`

function pageConfig(root: string, outDir: string, id: string): InlineConfig {
  const config = commonConfig(root, outDir, id)
  const { rolldownOptions } = config.build ?? {}
  return {
    ...config,
    build: {
      ...config.build,
      modulePreload: { polyfill: false },
      rolldownOptions: { ...rolldownOptions, input: join(root, 'index.html') },
    },
  }
}

/** For frameworks that cannot run ES modules: a script that leaves its lifecycles in a global variable. */
function libraryConfig(root: string, outDir: string, id: string): InlineConfig {
  const config = commonConfig(root, outDir, id)
  return {
    ...config,
    build: {
      ...config.build,
      lib: {
        entry: join(root, 'main.ts'),
        formats: ['umd'],
        name: id,
        fileName: () => 'app.js',
        cssFileName: 'app',
      },
    },
  }
}

function commonConfig(root: string, outDir: string, id: string): InlineConfig {
  return {
    root,
    base: `/apps/${id}/`,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    mode: 'production',
    plugins: [narrowVueImport, ...leanPackages, ...releasedVue()],
    define: PRODUCTION,
    build: {
      target: BROWSERS,
      outDir,
      emptyOutDir: true,
      sourcemap: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
      minify: 'oxc',
      rolldownOptions: {
        treeshake: { moduleSideEffects: hasSideEffects },
        checks: { bundlerTimings: false },
      },
    },
  }
}
