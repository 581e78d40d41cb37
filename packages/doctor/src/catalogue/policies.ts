import type { FindingKind } from '../finding.ts'
import { say } from '../words.ts'

export const POLICY_FINDINGS = {
  'DR-70': {
    severity: 'error',
    step: 'open',
    title: say('内容安全策略拦住了我们', 'The content security policy blocks us'),
    why: say(
      '被拦的脚本、请求或图片在模块里不起作用。',
      'The script, request or image that is blocked is missing in the modules.',
    ),
    fix: say(
      '在列出的指令里加上列出的来源；页内的导入映射需要 nonce 或哈希。',
      'Add the source to the directive that is named; an import map in the page needs a nonce or its hash.',
    ),
    snippet:
      "Content-Security-Policy: script-src 'self' 'nonce-…'; connect-src 'self'; style-src 'self'; img-src 'self' data: blob:",
  },
  'DR-71': {
    severity: 'hint',
    step: 'open',
    title: say(
      '策略允许 unsafe-eval 或 unsafe-inline 脚本',
      'The policy allows unsafe-eval or unsafe-inline scripts',
    ),
    why: say(
      '我们的模块都不需要；有了它，注入的脚本也能执行。',
      'Our modules need neither; with them an injected script runs as well.',
    ),
    fix: say('去掉它们，页内脚本改用 nonce。', 'Take them away and give scripts in the page a nonce.'),
    snippet: "script-src 'self' 'nonce-…'",
  },
  'DR-72': {
    severity: 'error',
    step: 'open',
    title: say('Trusted Types 没有允许 vue', 'Trusted Types do not allow vue'),
    why: say(
      'Vue 要建立名为 vue 的策略；不允许时，静态内容画不出来。',
      'Vue makes a policy with the name vue; without it static content is not drawn.',
    ),
    fix: say(
      '在 trusted-types 里加上 vue；可能有两份 Vue 时再加 allow-duplicates。',
      "Add vue to trusted-types, and 'allow-duplicates' where two copies of Vue may meet.",
    ),
    snippet: "trusted-types vue sunshine-aid 'allow-duplicates'",
  },
  'DR-73': {
    severity: 'error',
    step: 'open',
    title: say(
      'Integrity-Policy 要求校验，页面却没有给出哈希',
      'Integrity-Policy asks for hashes that the page does not give',
    ),
    why: say('浏览器不执行没有完整性哈希的脚本。', 'Browsers refuse every script without integrity.'),
    fix: say(
      '把发布里 importMap 的 integrity 写进页面，script 标签也写上 integrity。',
      'Write the integrity of the release’s importMap into the page, and integrity on script elements.',
    ),
    snippet: '"integrity": { "/mf/applications/…/applications.js": "sha384-…" }',
  },
  'DR-74': {
    severity: 'hint',
    step: 'open',
    title: say(
      'Referrer-Policy 把完整地址告诉别的网站',
      'Referrer-Policy tells other sites the whole address',
    ),
    why: say(
      '地址里有记录的编号，别的网站用不着知道。',
      'Addresses hold ids of records, which are no business of other sites.',
    ),
    fix: say(
      '用 same-origin 或 strict-origin-when-cross-origin。',
      'Use same-origin or strict-origin-when-cross-origin.',
    ),
    snippet: 'Referrer-Policy: same-origin',
  },
} as const satisfies Readonly<Record<string, FindingKind>>
