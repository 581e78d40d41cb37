import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'

/**
 * Vue's plugin, compiling for production whatever NODE_ENV says: its own choice would put this machine's paths
 * and slower code into a release that was built by a test or in CI.
 */
export function releasedVue(): Plugin[] {
  const plugin = vue()
  return [
    plugin,
    {
      name: 'sunshine-aid:released-vue',
      enforce: 'post',
      configResolved() {
        if (plugin.api)
          plugin.api.options = { ...plugin.api.options, isProduction: true, devToolsEnabled: false }
      },
    },
  ]
}
