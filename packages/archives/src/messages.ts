import { defineMessages, useTextOf } from '@sunshine-aid/module-kit'

export const messages = defineMessages({
  'zh-CN': {
    moduleTitle: '成长档案',
    listTitle: '学生档案',
  },
  en: {
    moduleTitle: 'Growth archives',
    listTitle: 'Student archives',
  },
})

export type TextKey = keyof (typeof messages)['zh-CN']

/** The module's texts in the portal's language. */
export const useText = () => useTextOf(messages)
