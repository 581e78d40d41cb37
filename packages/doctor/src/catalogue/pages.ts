import type { FindingKind } from '../finding.ts'
import { say } from '../words.ts'

const FALLBACK = 'location / {\n  try_files $uri /index.html;\n}'

export const PAGE_FINDINGS = {
  'DR-30': {
    severity: 'error',
    step: 'links',
    title: say(
      '直接打开模块页面的地址，服务器不给页面',
      'The server gives no page for the address of a module’s page',
    ),
    why: say('刷新、收藏夹和消息里的链接都打不开。', 'Reloading, bookmarks and links in messages fail.'),
    fix: say(
      '模块路径下的每个地址都回答门户的页面，状态 200。',
      'Answer every address below a module’s path with the page of the portal and status 200.',
    ),
    snippet: FALLBACK,
  },
  'DR-31': {
    severity: 'error',
    step: 'links',
    title: say(
      '直接打开模块页面的地址，出现的是别的页面',
      'The address of a module’s page opens another page',
    ),
    why: say(
      '收藏夹和消息里的链接带不到要办的事。',
      'Bookmarks and links in messages do not lead to the work.',
    ),
    fix: say(
      '门户启动时按地址挂载模块；登录之后回到原来的地址，不要回首页。',
      'Mount by the address at start, and return to it after signing in instead of the front page.',
    ),
    snippet:
      "const target = location.pathname + location.search // before signing in\nhistory.replaceState(null, '', target) // after",
  },
  'DR-32': {
    severity: 'error',
    step: 'leaving',
    title: say('离开后模块还在页面上', 'The module stays on the page after it was left'),
    why: say(
      '两个页面叠在一起；模块继续请求数据，继续听地址的变化。',
      'Two pages show at once, and the module goes on with requests and with listening to the address.',
    ),
    fix: say(
      '离开时调用 unmount() 并等它结束，再移除元素。',
      'On leaving call unmount(), await it, and remove the element.',
    ),
    snippet: 'await mounted.unmount()\nelement.remove()',
  },
  'DR-33': {
    severity: 'warning',
    step: 'leaving',
    title: say('每次进出模块都留下一些东西', 'Each visit of a module leaves something behind'),
    why: say(
      '监听器、样式和元素越积越多，门户越用越慢。',
      'Listeners, styles and elements add up, and the portal gets slower by the hour.',
    ),
    fix: say(
      '挂载时登记的，卸载时取消；给每次挂载一个 AbortSignal 最省事。',
      'Take away at unmount what was added at mount; one AbortSignal for each mount does it.',
    ),
    snippet: "window.addEventListener('popstate', update, { signal: controller.signal })",
  },
  'DR-34': {
    severity: 'error',
    step: 'leaving',
    title: say('按返回键回不到模块', 'Going back does not open the module again'),
    why: say('浏览器的返回键是大家最常用的按钮。', 'The back button is the one that people use most.'),
    fix: say('听 popstate，按当前地址显示页面。', 'Listen to popstate and show the page of the address.'),
    snippet: "window.addEventListener('popstate', () => showPageAt(location.pathname))",
  },
  'DR-35': {
    severity: 'error',
    step: 'open',
    title: say('模块没有出现', 'No module comes up'),
    why: say(
      '找到了发布文件，却没有一个模块画出内容；也没有查到更具体的原因。',
      'There is a release, but none of its modules draws anything, and nothing more particular was found.',
    ),
    fix: say(
      '确认已登录、有权限，并且门户调用了 mount(element, host)；浏览器的控制台会有更多线索。',
      'Make sure that somebody is signed in who has the permission, and that the shell calls mount(element, host); the console of the browser says more.',
    ),
    snippet:
      'const { mount } = await import(module.base + module.manifest.entry)\nawait mount(element, host)',
  },
  'DR-36': {
    severity: 'warning',
    step: 'open',
    title: say('页面里有没有处理的错误', 'There are uncaught errors in the page'),
    why: say('错误之后的代码没有执行。', 'What stands after the error did not run.'),
    fix: say(
      '看列出的文件和行；在我们的文件里的，请连同错误码告诉我们。',
      'Look at the files and lines; tell us about those in ours, with the code of the failure.',
    ),
  },
  'DR-37': {
    severity: 'warning',
    step: 'open',
    title: say('页面处于怪异模式', 'The page is in quirks mode'),
    why: say(
      '没有 <!doctype html> 时，浏览器用二十年前的尺寸规则，表格和控件会走样。',
      'Without <!doctype html> browsers use the size rules of twenty years ago, and tables and controls come out wrong.',
    ),
    fix: say('页面的第一行写上文档类型。', 'Begin the page with its doctype.'),
    snippet: '<!doctype html>',
  },
  'DR-38': {
    severity: 'warning',
    step: 'open',
    title: say('页面没有说明语言', 'The page does not say its language'),
    why: say(
      '读屏软件用错误的语言朗读，浏览器会提议翻译，汉字可能用错字形。',
      'Screen readers speak it in the wrong language, browsers offer to translate it, and Chinese glyphs may be of another country.',
    ),
    fix: say('在 html 上写明语言，切换时一起改。', 'Say it on html, and change it with the language.'),
    snippet: '<html lang="zh-CN">',
  },
  'DR-39': {
    severity: 'warning',
    step: 'open',
    title: say('页面没有 viewport', 'The page has no viewport'),
    why: say(
      '手机按电脑的宽度缩小显示，字看不清。',
      'Phones show it as wide as a desktop, too small to read.',
    ),
    fix: say('在 head 里加上一行。', 'Add a line to the head.'),
    snippet: '<meta name="viewport" content="width=device-width, initial-scale=1">',
  },
  'DR-40': {
    severity: 'warning',
    step: 'open',
    title: say('页面里有 <base href>', 'The page has a <base href>'),
    why: say(
      '页内链接（#…）和图标引用会跳到别的地址，导入映射里的相对地址也会改变。',
      'Links to a place in the page (#…) lead elsewhere, and relative addresses of the import map change.',
    ),
    fix: say('去掉它，资源用绝对路径。', 'Take it away and use absolute paths.'),
  },
} as const satisfies Readonly<Record<string, FindingKind>>
