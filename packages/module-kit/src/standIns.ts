import { describePassport, type Passport } from '@sunshine-aid/host-contract'
import { UiButton, UiPage } from '@sunshine-aid/ui-kit'
import { defineComponent, h, type PropType } from 'vue'
import { useLocale } from './context.ts'
import { defineMessages } from './messages.ts'
import FailureCode from './parts/FailureCode.vue'
import { useTextOf } from './useText.ts'

const messages = defineMessages({
  'zh-CN': {
    failed: '这个页面出了问题',
    failedHint: '已输入的内容可能没有保存。可以再试一次；仍不行时，请把情况告诉管理员。',
    retry: '再试一次',
    notFound: '没有这个页面',
    notFoundHint: '地址可能有误，或者您无权查看。请从左侧菜单进入。',
    notAllowed: '您没有打开这个页面的权限',
    notAllowedHint: '如果工作需要，请向本单位的资助管理员申请。',
  },
  en: {
    failed: 'Something went wrong on this page',
    failedHint: 'What you typed may not be saved. Try again; if it still fails, tell your administrator.',
    retry: 'Try again',
    notFound: 'There is no such page',
    notFoundHint: 'The address may be wrong, or the page may not be open to you. Please use the menu.',
    notAllowed: 'You may not open this page',
    notAllowedHint: 'If you need it for your work, ask the aid officer of your organisation.',
  },
})

/** Shown in place of a page that failed, where the module brings no component of its own. */
export const Failure = defineComponent({
  name: 'ModuleFailure',
  props: {
    error: { type: null, default: undefined },
    passport: { type: Object as PropType<Passport>, required: true },
    retry: { type: Function as PropType<() => void>, required: true },
  },
  setup(props) {
    const text = useTextOf(messages)
    const locale = useLocale()
    const button = () => h(UiButton, { onClick: () => props.retry() }, () => text.value.retry)
    const code = () =>
      h(
        'p',
        h(FailureCode, {
          code: props.passport.code,
          details: describePassport(props.passport, locale.value),
        }),
      )
    return () =>
      h('div', { role: 'alert' }, [
        h(UiPage, { title: text.value.failed, subtitle: text.value.failedHint }, () => [button(), code()]),
      ])
  },
})

export const NotFound = standIn('ModuleNotFound', 'notFound', 'notFoundHint')

export const NotAllowed = standIn('ModuleNotAllowed', 'notAllowed', 'notAllowedHint')

function standIn(name: string, title: 'notFound' | 'notAllowed', hint: 'notFoundHint' | 'notAllowedHint') {
  return defineComponent({
    name,
    setup() {
      const text = useTextOf(messages)
      return () => h(UiPage, { title: text.value[title], subtitle: text.value[hint] })
    },
  })
}
