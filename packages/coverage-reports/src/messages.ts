import { defineMessages, useTextOf } from '@sunshine-aid/module-kit'

export const messages = defineMessages({
  'zh-CN': {
    moduleTitle: '覆盖与成效',
    listTitle: '覆盖情况',
  },
  en: {
    moduleTitle: 'Coverage',
    listTitle: 'Coverage',
  },
})

export type TextKey = keyof (typeof messages)['zh-CN']

/** The module's texts in the portal's language. */
export const useText = () => useTextOf(messages)
