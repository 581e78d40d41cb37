import { defineMessages, useTextOf } from '@sunshine-aid/module-kit'

export const messages = defineMessages({
  'zh-CN': {
    moduleTitle: '重点帮扶申请',
    listTitle: '全部申请',
  },
  en: {
    moduleTitle: 'Focus-aid applications',
    listTitle: 'All applications',
  },
})

export type TextKey = keyof (typeof messages)['zh-CN']

/** The module's texts in the portal's language. */
export const useText = () => useTextOf(messages)
