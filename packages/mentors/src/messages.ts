import { defineMessages, useTextOf } from '@sunshine-aid/module-kit'

export const messages = defineMessages({
  'zh-CN': {
    moduleTitle: '育人导师',
    listTitle: '导师名册',
  },
  en: {
    moduleTitle: 'Mentors',
    listTitle: 'Mentor roster',
  },
})

export type TextKey = keyof (typeof messages)['zh-CN']

/** The module's texts in the portal's language. */
export const useText = () => useTextOf(messages)
