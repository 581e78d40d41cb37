import type { Server } from 'node:http'
import { basename, join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { createServer, type PluginOption, type ViteDevServer } from 'vite'
import devTools from 'vite-plugin-vue-devtools'
import { moduleIds, packageDir, ROOT } from '../build/folders.ts'
import { PORTAL_DIR } from '../build/portalConfig.ts'

export interface DevServerOptions {
  /** Carries the messages of hot reload as well. */
  readonly httpServer: Server
}

/**
 * One Vite server over the whole workspace: the portal and every module are loaded from their sources, so that a
 * change anywhere is reloaded in place, inside the shell.
 */
export function createDevServer({ httpServer }: DevServerOptions): Promise<ViteDevServer> {
  const modules = moduleIds().map(id => join(packageDir(id), 'src/module.ts'))
  return viteServer({
    httpServer,
    cache: 'vite-dev',
    plugins: [devTools()],
    entries: [join(PORTAL_DIR, 'main.ts'), ...modules],
  })
}

export interface ModuleServerOptions extends DevServerOptions {
  /** Path below which the sources are served, with a slash at both ends. */
  readonly base: string
  /** Folder of the module's package, in the repository or elsewhere. */
  readonly dir: string
}

/** A Vite server for one module that runs in somebody else's page. */
export function createModuleServer({ httpServer, base, dir }: ModuleServerOptions): Promise<ViteDevServer> {
  const entries = [join(dir, 'src/module.ts')]
  return viteServer({
    httpServer,
    cache: join('vite-override', basename(dir)),
    base,
    entries,
    allow: [ROOT, dir],
  })
}

interface Served extends DevServerOptions {
  /** Name of the folder that keeps prepared dependencies. */
  readonly cache: string
  readonly entries: readonly string[]
  readonly plugins?: readonly PluginOption[]
  readonly base?: string
  readonly allow?: readonly string[]
}

function viteServer({
  httpServer,
  cache,
  entries,
  plugins = [],
  base,
  allow,
}: Served): Promise<ViteDevServer> {
  return createServer({
    root: ROOT,
    configFile: false,
    appType: 'custom',
    cacheDir: join(ROOT, 'node_modules/.cache', cache),
    ...(base !== undefined && { base }),
    plugins: [vue(), ...plugins],
    server: {
      middlewareMode: true,
      hmr: { server: httpServer },
      watch: { ignored: ['**/.data/**', '**/dist/**', '**/*.test.ts'] },
      ...(allow && { fs: { allow: [...allow] } }),
    },
    optimizeDeps: { entries: [...entries] },
  })
}
