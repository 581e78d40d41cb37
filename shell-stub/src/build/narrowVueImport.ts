import type { Plugin } from 'vite'

/**
 * reka-ui asks whether Vue has `useId` by importing all of Vue, which would keep every export of it in the shared
 * file (30 kB). Ours has it. Where the text is another one after an update, only the bytes come back.
 */
export const narrowVueImport: Plugin = {
  name: 'sunshine-aid:narrow-vue-import',
  transform: {
    filter: { id: /\/reka-ui\/dist\/shared\/useId\.js$/ },
    handler: code =>
      code
        .replace('import * as vue from "vue"', 'import { useId as vueUseId } from "vue"')
        .replace('else if ("useId" in vue) id = vue.useId?.();', 'else if (vueUseId) id = vueUseId();'),
  },
}
