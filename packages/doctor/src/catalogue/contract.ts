import type { FindingKind } from '../finding.ts'
import { say } from '../words.ts'

export const CONTRACT_FINDINGS = {
  'DR-01': {
    severity: 'error',
    step: 'host',
    title: say(
      '宿主缺少契约成员，或者成员的种类不对',
      'A member of the host contract is missing or of the wrong kind',
    ),
    why: say(
      '模块按契约调用宿主；少一个成员，用到它的页面就会出错。',
      'Modules call the host as the contract says; a page that needs the member fails.',
    ),
    fix: say(
      '按 host-contract 补上这个成员；用 TypeScript 标注类型，缺少时编译就会报错。',
      'Add the member as host-contract describes it; with its type on the object, the compiler finds the next one.',
    ),
    snippet: "import type { HostV1 } from '@sunshine-aid/host-contract'\nconst host: HostV1 = { … }",
  },
  'DR-02': {
    severity: 'error',
    step: 'host',
    title: say('契约版本不符', 'The contract version does not fit'),
    why: say(
      '模块凭版本判断能用什么；版本不对会被拒绝运行，或者用到不存在的东西。',
      'Modules tell by the version what they may use; with a wrong one they are refused, or miss something.',
    ),
    fix: say('写上所实现的契约版本。', 'Give the version of the contract that you implement.'),
    snippet: "contract: '1.0',",
  },
  'DR-03': {
    severity: 'warning',
    step: 'host',
    title: say('宿主对象没有冻结', 'The host is not frozen'),
    why: say(
      '任何脚本都能换掉 getToken 这样的函数，从而拿到令牌。',
      'Any script can replace a function such as getToken, and read tokens.',
    ),
    fix: say(
      '交给模块之前冻结宿主和它的每个成员对象。',
      'Freeze the host and each object in it before a module gets it.',
    ),
    snippet:
      'for (const member of Object.values(host))\n  if (Object.getPrototypeOf(member) === Object.prototype) Object.freeze(member)\nObject.freeze(host)',
  },
  'DR-04': {
    severity: 'warning',
    step: 'host',
    title: say('宿主给出了契约之外的值', 'The host gives a value that the contract does not know'),
    why: say(
      '模块遇到不认识的语言或主题时会退回默认值，页面与门户不一致。',
      'Modules fall back to a default, and look or speak unlike the portal.',
    ),
    fix: say(
      '语言用 zh-CN 或 en，主题用 light、dark 或 contrast，用户用 { id, name, org } 或 null。',
      'Languages are zh-CN and en, themes light, dark and contrast, a user { id, name, org } or null.',
    ),
    snippet: "locale: { get: () => 'zh-CN', subscribe },",
  },
  'DR-05': {
    severity: 'error',
    step: 'host',
    title: say('nav.basePath 不对', 'nav.basePath is wrong'),
    why: say(
      '模块的路由以它为起点；不对时打不开页面，或者改坏别的地址。',
      'The routes of a module begin there; otherwise its pages do not open, or other addresses are rewritten.',
    ),
    fix: say(
      '给出模块页面所在的绝对路径，首尾都有斜杠。',
      'Give the absolute path below which the pages of the module live, with a slash at both ends.',
    ),
    snippet: "nav: { basePath: '/applications/', … },",
  },
  'DR-06': {
    severity: 'warning',
    step: 'host',
    title: say('ui.root 不是模块被挂载的元素', 'ui.root is not the element in which the module was mounted'),
    why: say(
      '模块在 ui.root 里找标题来移动焦点；找错了，读屏软件的用户就不知道到了哪里。',
      'Modules look for their heading in ui.root to move the focus; people with a screen reader are lost otherwise.',
    ),
    fix: say(
      'mount 的第一个参数和 host.ui.root 用同一个元素。',
      'Use one element for the first argument of mount and for host.ui.root.',
    ),
    snippet: 'await mount(element, createHost({ root: element }))',
  },
  'DR-07': {
    severity: 'error',
    step: 'leaving',
    title: say(
      '模块被卸载后 host.signal 没有中止',
      'host.signal is not aborted when the module is unmounted',
    ),
    why: say(
      '离开后请求还在继续，回来的结果会落到别的页面上。',
      'Requests go on after leaving, and their answers arrive on another page.',
    ),
    fix: say(
      '每次挂载新建一个 AbortController，卸载时先中止它。',
      'Make an AbortController for each mount and abort it first when unmounting.',
    ),
    snippet: 'controller.abort()\nawait mounted.unmount()',
  },
  'DR-08': {
    severity: 'error',
    step: 'leaving',
    title: say(
      '离开前没有先问 nav.block 登记的问题',
      'Questions of nav.block are not asked before the address changes',
    ),
    why: say('没有保存的表单会在用户不知情时丢失。', 'A form that is not saved is lost without a word.'),
    fix: say(
      '改变地址之前，依次等待每个登记的问题；有一个回答 false 就留在原处。菜单里的链接也要这样。',
      'Await every registered question before the address changes, for links of the menu too; one false keeps the person where they are.',
    ),
    snippet: "for (const ask of [...blockers]) if (!(await ask())) return\nhistory.pushState(null, '', path)",
  },
  'DR-09': {
    severity: 'error',
    step: 'leaving',
    title: say('nav.push 没有带到目标地址', 'nav.push does not lead to the address'),
    why: say('模块之间的链接点了没有反应。', 'Links between modules do nothing.'),
    fix: say(
      '在 nav.push 里改变地址，并让门户显示那里的页面。',
      'Change the address in nav.push and show the page that is there.',
    ),
    snippet: "push(path) { history.pushState(null, '', path); showPageAt(path) }",
  },
  'DR-10': {
    severity: 'warning',
    step: 'host',
    title: say('ui.setTitle 没有改变页面标题', 'ui.setTitle does not change the title of the page'),
    why: say(
      '浏览器标签、历史记录和读屏软件都靠标题说明当前页面。',
      'Tabs, the history and screen readers name the page by its title.',
    ),
    fix: say(
      '把标题写进 document.title，可以在后面加上门户的名称。',
      'Write it to document.title; the name of the portal may follow.',
    ),
    snippet: 'setTitle: title => { document.title = `${title} · ${portalName}` },',
  },
  'DR-11': {
    severity: 'warning',
    step: 'host',
    title: say('ui.announce 的文字没有进入读屏区域', 'What ui.announce says reaches no live region'),
    why: say(
      '看不见屏幕的用户听不到「已保存」和新页面的名称。',
      'People who do not see the screen never hear “saved” or the name of a new page.',
    ),
    fix: say(
      '页面里常备一个 aria-live 元素，把文字写进去；不要用 display: none 隐藏它。',
      'Keep an element with aria-live in the page and write the text into it; do not hide it with display: none.',
    ),
    snippet: '<div role="status" aria-live="polite" class="visually-hidden"></div>',
  },
  'DR-12': {
    severity: 'error',
    step: 'host',
    title: say('ui.overlayRoot 不在 body 下面', 'ui.overlayRoot is not a child of body'),
    why: say(
      '对话框和菜单会被外层元素裁掉、遮住，或者一起变成不可用。',
      'Dialogs and menus are clipped, covered or made inert together with what is around them.',
    ),
    fix: say(
      '把 overlayRoot 直接放在 body 下面，卸载时移除。',
      'Append it to body itself and remove it with the module.',
    ),
    snippet: 'document.body.append(overlayRoot)',
  },
  'DR-13': {
    severity: 'error',
    step: 'host',
    title: say('对话框铺不满窗口，或者用不了', 'A dialog cannot cover the window, or cannot be used'),
    why: say(
      'transform、filter、inert 等样式作用在 overlayRoot 或它的外层上，弹出层会错位或点不动。',
      'transform, filter, inert and their like on overlayRoot or around it misplace overlays or make them dead.',
    ),
    fix: say(
      '去掉 body、html 和 overlayRoot 上的这些样式；遮罩不要给 body 设 inert，要给旁边的元素设。',
      'Take them off body, html and overlayRoot; a modal of yours makes its siblings inert, not body.',
    ),
    snippet: 'body { transform: none; filter: none; contain: none }',
  },
  'DR-14': {
    severity: 'warning',
    step: 'host',
    title: say('门户的元素盖住了模块的弹出层', 'Elements of the shell lie over the overlays of modules'),
    why: say('对话框的一部分看不到也点不到。', 'Part of a dialog can be neither seen nor clicked.'),
    fix: say(
      '门户元素的 z-index 不超过 999，或者把 --shell-z-overlay 设得更高。',
      'Keep z-index of the shell below 1000, or set --shell-z-overlay above it.',
    ),
    snippet: ':root { --shell-z-overlay: 3000 }',
  },
  'DR-15': {
    severity: 'warning',
    step: 'switches',
    title: say('切换语言时 host.locale 没有通知', 'host.locale does not tell when the language is switched'),
    why: say(
      '门户换了语言，模块还是原来的语言。',
      'The portal changes its language, and the modules do not.',
    ),
    fix: say(
      '切换时更新 get() 的值，并调用每个 subscribe 的函数。',
      'On a switch, update what get() gives and call every listener.',
    ),
    snippet: 'current = next\nfor (const listener of listeners) listener(next)',
  },
  'DR-16': {
    severity: 'warning',
    step: 'switches',
    title: say('切换主题时 host.theme 没有通知', 'host.theme does not tell when the theme is switched'),
    why: say('门户变成深色，模块还是浅色。', 'The portal turns dark, and the modules stay light.'),
    fix: say(
      '切换时更新 get() 的值，并调用每个 subscribe 的函数。',
      'On a switch, update what get() gives and call every listener.',
    ),
    snippet: 'current = next\nfor (const listener of listeners) listener(next)',
  },
  'DR-20': {
    severity: 'error',
    step: 'session',
    title: say(
      'getToken 没有给出令牌，或者超过 5 秒',
      'getToken gives no token, or takes longer than 5 seconds',
    ),
    why: say(
      '每个请求都先要令牌；没有它，页面一直在加载。',
      'Every request asks for a token first; without one a page loads for ever.',
    ),
    fix: say(
      '手里有还有效的令牌就马上给出；过期前后台更新；失败时拒绝，不要一直等。',
      'Give out the one you hold while it is valid, renew it before its end, and reject when that fails.',
    ),
    snippet: 'getToken: async () => isValid(held) ? held.token : renew(),',
  },
  'DR-21': {
    severity: 'error',
    step: 'session',
    title: say(
      'getToken 给出空的、过期的或被拒绝过的令牌',
      'getToken gives a token that is empty, expired, or was refused already',
    ),
    why: say(
      'API 会回答 401；{ force: true } 表示上一个令牌已被拒绝，再给一次就成了死循环。',
      'The API answers 401; { force: true } says that the last token was refused, and giving it again helps nobody.',
    ),
    fix: say(
      '到期前 20 秒更新；遇到 force 一定向签发方要新的令牌。',
      'Renew 20 seconds before the end, and with force always ask the issuer for another.',
    ),
    snippet: 'getToken: ({ force = false } = {}) => !force && isValid(held) ? held.token : renew(),',
  },
  'DR-22': {
    severity: 'error',
    step: 'session',
    title: say('同一个标签页里同时更新多次令牌', 'Several renewals of the token at once in one tab'),
    why: say(
      '更新令牌常常使旧的失效；两次同时更新，会让所有标签页退出登录。',
      'A renewal often makes the one before invalid; two at once sign people out in all tabs.',
    ),
    fix: say('正在更新时，其他调用等同一个结果。', 'While one is under way, everybody waits for the same.'),
    snippet: 'renewal ??= renew().finally(() => { renewal = undefined })\nreturn renewal',
  },
  'DR-23': {
    severity: 'error',
    step: 'session',
    title: say('两个标签页同时更新令牌', 'Two tabs renew the token at the same time'),
    why: say(
      '和同一个标签页一样：后一次会使前一次失效。',
      'As in one tab: the second one makes the first invalid.',
    ),
    fix: say(
      '用 Web Locks 让标签页轮流，用 BroadcastChannel 把新令牌告诉其他标签页。',
      'Let the tabs take turns with Web Locks, and pass the new token on with a BroadcastChannel.',
    ),
    snippet:
      "navigator.locks.request('token', async () => {\n  if (newerTokenWasTold()) return held.token\n  …\n  channel.postMessage(held)\n})",
  },
  'DR-24': {
    severity: 'warning',
    step: 'session',
    title: say('时钟不一致', 'Clocks are apart'),
    why: say(
      '令牌的有效期按时钟判断；差得多了，刚签发的令牌也会被拒绝，日期也会错。',
      'Tokens are valid between two times; with clocks apart a fresh one is refused, and dates are wrong.',
    ),
    fix: say(
      '让门户、签发方和这台电脑都与 NTP 对时。',
      'Synchronise the servers of the portal and of the issuer, and this machine, by NTP.',
    ),
    snippet: 'timedatectl set-ntp true',
  },
} as const satisfies Readonly<Record<string, FindingKind>>
