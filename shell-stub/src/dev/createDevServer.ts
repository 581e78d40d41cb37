import type { Server } from 'node:http'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { createServer, type ViteDevServer } from 'vite'
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
  return createServer({
    root: ROOT,
    configFile: false,
    appType: 'custom',
    cacheDir: join(ROOT, 'node_modules/.cache/vite-dev'),
    plugins: [vue(), devTools()],
    server: {
      middlewareMode: true,
      hmr: { server: httpServer },
      watch: { ignored: ['**/.data/**', '**/dist/**', '**/*.test.ts'] },
    },
    optimizeDeps: {
      entries: [join(PORTAL_DIR, 'main.ts'), ...moduleIds().map(id => join(packageDir(id), 'src/module.ts'))],
    },
  })
}
