import type { FindingKind } from '../finding.ts'
import { say } from '../words.ts'

export const SURROUNDING_FINDINGS = {
  'DR-80': {
    severity: 'warning',
    step: 'look',
    title: say('门户的样式改变了模块的样子', 'Styles of the shell change how modules look'),
    why: say(
      '按钮、表格和文字走样，严重时看不清、点不到。',
      'Buttons, tables and texts come out wrong, at worst illegible or dead.',
    ),
    fix: say(
      '把规则限定在门户自己的容器里，不要用裸的元素选择器。',
      'Keep the rule to containers of your own, not to bare elements.',
    ),
    snippet: '/* button { text-transform: uppercase } */\n.portal-frame button { text-transform: uppercase }',
  },
  'DR-81': {
    severity: 'warning',
    step: 'look',
    title: say('模块的样式改变了门户的样子', 'Styles of the modules change how the shell looks'),
    why: say(
      '我们的每条规则都应当只作用在模块里面。',
      'Every rule of ours should reach no further than the module.',
    ),
    fix: say(
      '这是我们的错误，请把列出的规则告诉我们；如果门户里有一份改过的旧样式，请删掉。',
      'This is our fault: tell us the rule. Where the portal carries an old, changed copy of our styles, remove it.',
    ),
  },
  'DR-82': {
    severity: 'warning',
    step: 'host',
    title: say('内置对象的原型被加了东西', 'Prototypes of built-in objects were extended'),
    why: say(
      'for … in 循环会多走一圈，库的行为会改变。',
      'Every for … in loop goes round once more, and libraries behave differently.',
    ),
    fix: say(
      '去掉这些扩展；一定要有时，用 defineProperty 设成不可枚举。',
      'Take the extensions away, or make them non-enumerable with defineProperty.',
    ),
    snippet: "Object.defineProperty(Array.prototype, 'last', { value: last, enumerable: false })",
  },
  'DR-83': {
    severity: 'error',
    step: 'host',
    title: say('fetch 被换掉了，不理会 signal', 'fetch was replaced by one that ignores signal'),
    why: say('离开模块后请求停不下来。', 'Requests go on after a module was left.'),
    fix: say('包装 fetch 时原样传下第二个参数。', 'Pass the second argument on when you wrap fetch.'),
    snippet: 'window.fetch = (input, init) => native(input, { ...init, headers: withTrace(init) })',
  },
  'DR-84': {
    severity: 'warning',
    step: 'host',
    title: say('Promise 被换掉了，或者有 zone.js', 'Promise was replaced, or zone.js is there'),
    why: say(
      'async 函数用的是浏览器自己的 Promise；两种混用时 instanceof 失效，顺序也会变。',
      'async functions use the browser’s own Promise; with two kinds instanceof fails and the order changes.',
    ),
    fix: say(
      '在有原生 Promise 的浏览器里不要加载替代品；zone.js 只留给 Angular 的页面。',
      'Load no replacement where there is a native Promise, and keep zone.js to the pages of Angular.',
    ),
    snippet: "if (!('Promise' in window)) loadPolyfill()",
  },
  'DR-85': {
    severity: 'error',
    step: 'host',
    title: say('history 被改动，地址的变化丢失了', 'history was changed, and steps get lost'),
    why: say(
      '模块的路由靠 pushState 和 popstate；丢了它们，页面和地址就对不上。',
      'The routers of modules live on pushState and popstate; without them page and address disagree.',
    ),
    fix: say(
      '包装 pushState 时调用原来的函数；不要在 popstate 里调用 stopImmediatePropagation。',
      'Call the original when you wrap pushState, and do not stop popstate with stopImmediatePropagation.',
    ),
    snippet: 'history.pushState = function (...args) { native.apply(this, args); tell() }',
  },
  'DR-86': {
    severity: 'error',
    step: 'open',
    title: say('浏览器内核太旧', 'The kernel of the browser is too old'),
    why: say(
      '它缺少导入映射或其他模块必需的功能。',
      'It lacks import maps or something else that modules cannot do without.',
    ),
    fix: say(
      '升级浏览器；做不到时用 bundled 构建。',
      'Update the browser, or use the bundled build where that cannot be done.',
    ),
  },
} as const satisfies Readonly<Record<string, FindingKind>>
