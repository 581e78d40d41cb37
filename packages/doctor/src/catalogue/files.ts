import type { FindingKind } from '../finding.ts'
import { say } from '../words.ts'

export const FILE_FINDINGS = {
  'DR-50': {
    severity: 'error',
    step: 'files',
    title: say('发布里的文件取不到', 'A file of the release cannot be had'),
    why: say('用到它的模块打不开。', 'The modules that need it do not open.'),
    fix: say(
      '把整个 mf 文件夹原样部署，旧版本的文件夹至少保留 30 天。',
      'Deploy the whole mf folder as it is, and keep folders of earlier versions for at least 30 days.',
    ),
    snippet: 'rsync -a mf/ server:/srv/portal/mf/   # without --delete',
  },
  'DR-51': {
    severity: 'error',
    step: 'files',
    title: say('脚本或样式的类型不对', 'A script or a style sheet has the wrong media type'),
    why: say(
      '浏览器拒绝执行类型不对的模块脚本；text/html 多半表示路径配错，回答了首页。',
      'Browsers refuse module scripts of another type; text/html mostly means that the front page was given instead.',
    ),
    fix: say(
      '.js 用 text/javascript，.css 用 text/css；缺少的文件回答 404，不要回答首页。',
      'Serve .js as text/javascript and .css as text/css, and answer 404 for a missing file, not the front page.',
    ),
    snippet: 'types { text/javascript js; text/css css; application/json json; }',
  },
  'DR-52': {
    severity: 'error',
    step: 'files',
    title: say('文件的内容和发布的不一样', 'A file is not what was released'),
    why: say(
      '完整性校验不通过，浏览器不执行；常见的原因是代理改写了脚本。',
      'Its integrity does not match and browsers refuse it; often a proxy has rewritten the script.',
    ),
    fix: say(
      '关掉代理和 CDN 对 /mf/ 的压缩改写、注入和合并，重新部署文件。',
      'Turn off rewriting, injecting and merging for /mf/ in proxies and CDN, and deploy the file again.',
    ),
    snippet: 'location /mf/ { sub_filter_once off; proxy_set_header Accept-Encoding br; }',
  },
  'DR-53': {
    severity: 'error',
    step: 'files',
    title: say('其他域的文件没有 CORS 头', 'Files of another origin lack the CORS header'),
    why: say(
      '模块脚本总按 CORS 取；没有这个头，浏览器不执行。',
      'Module scripts are always fetched with CORS; browsers refuse them without this header.',
    ),
    fix: say('文件服务器对 /mf/ 加上允许来源的头。', 'Add the header for /mf/ on the server of the files.'),
    snippet: 'add_header Access-Control-Allow-Origin "*" always;',
  },
  'DR-54': {
    severity: 'error',
    step: 'open',
    title: say('release.json 或含有它的页面会被缓存', 'release.json, or the page that holds it, is cached'),
    why: say(
      '部署和回退之后，用户还在用旧的版本，到缓存过期为止。',
      'After a deployment or a rollback people stay on the old version until the cache ends.',
    ),
    fix: say(
      '只有这个文件要每次核对，其他文件可以永久缓存。',
      'This one file must be asked for each time; all others may be cached for ever.',
    ),
    snippet: 'location = /mf/release.json { add_header Cache-Control "no-cache" always; }',
  },
  'DR-55': {
    severity: 'warning',
    step: 'files',
    title: say('不会改变的文件没有长期缓存', 'Files that never change are not cached for long'),
    why: say(
      '每次打开门户都要重新下载或核对同样的文件。',
      'The same files are loaded or asked for again at each visit.',
    ),
    fix: say(
      '/mf/<模块>/<版本>/ 和 /mf/vendor/ 下的文件缓存一年。',
      'Cache what lies in /mf/<module>/<version>/ and /mf/vendor/ for a year.',
    ),
    snippet: 'add_header Cache-Control "public, max-age=31536000, immutable" always;',
  },
  'DR-56': {
    severity: 'warning',
    step: 'files',
    title: say('脚本没有压缩', 'Scripts are not compressed'),
    why: say('下载量是压缩后的三到四倍。', 'Three to four times as much is loaded.'),
    fix: say(
      '发布里每个文件都有 .br；让服务器使用它们，或者至少开 gzip。',
      'Beside each file of the release lies one that ends in .br; have the server use it, or turn on gzip at least.',
    ),
    snippet: 'brotli_static on;\ngzip on; gzip_types text/javascript text/css application/json;',
  },
  'DR-57': {
    severity: 'hint',
    step: 'open',
    title: say('服务器用的是 HTTP/1.1', 'The server speaks HTTP/1.1'),
    why: say(
      '浏览器一次只开六个连接，第一次打开会慢一些。',
      'Browsers open six connections at a time, so the first visit is slower.',
    ),
    fix: say('打开 HTTP/2 或 HTTP/3。', 'Turn on HTTP/2 or HTTP/3.'),
    snippet: 'listen 443 ssl;\nhttp2 on;',
  },
  'DR-58': {
    severity: 'error',
    step: 'open',
    title: say('该给 JSON 的地址给了网页', 'A page is given where JSON was asked for'),
    why: say(
      '门户读不出发布，或者模块读不出数据。',
      'The shell cannot read the release, or the modules their data.',
    ),
    fix: say(
      '把 /mf/ 和 API 的路径排除在首页回退之外；登录过期时 API 回答 401，不要跳转到登录页。',
      'Keep /mf/ and the path of the API out of the fallback to the front page, and answer 401 from the API instead of redirecting to a sign-in page.',
    ),
    snippet: 'location /mf/ { try_files $uri =404; }',
  },
  'DR-59': {
    severity: 'error',
    step: 'open',
    title: say('https 页面里有 http 的内容', 'There is http content in an https page'),
    why: say('浏览器会拦下这些脚本和请求。', 'Browsers block such scripts and requests.'),
    fix: say(
      '所有地址都用 https，或者用不带协议的路径。',
      'Use https for every address, or paths without a scheme.',
    ),
  },
  'DR-60': {
    severity: 'error',
    step: 'open',
    title: say('Service Worker 给出旧的发布', 'A service worker gives out an old release'),
    why: say(
      '部署之后用户还在用旧的版本，清掉缓存也没有用。',
      'People stay on the old version after a deployment, whatever they clear.',
    ),
    fix: say(
      '让 Service Worker 不处理 release.json 和门户的页面，或者总是先问网络。',
      'Have it leave release.json and the pages alone, or ask the network first.',
    ),
    snippet: "if (new URL(event.request.url).pathname.endsWith('/release.json')) return",
  },
  'DR-61': {
    severity: 'error',
    step: 'open',
    title: say('页面里没有导入映射', 'There is no import map in the page'),
    why: say(
      '模块共用的包（vue 等）按名称导入；没有映射，浏览器找不到它们。',
      'Modules import shared packages such as vue by name; without a map browsers do not find them.',
    ),
    fix: say(
      '把发布里的 importMap 写进页面；只能加一个脚本时用 loader.js；都不行就用 bundled 构建。',
      'Write the importMap of the release into the page; use loader.js where only a script can be added, or else the bundled build.',
    ),
    snippet:
      '<script type="importmap" nonce="…">{ "imports": { "vue": "/mf/vendor/…" }, "integrity": { … } }</script>',
  },
  'DR-62': {
    severity: 'warning',
    step: 'open',
    title: say('导入映射排在模块脚本后面', 'The import map stands after a module script'),
    why: say(
      '较旧的浏览器（Chrome 133 之前）会忽略它，模块打不开。',
      'Browsers before Chrome 133 ignore it, and no module opens.',
    ),
    fix: say(
      '把导入映射放在 head 里，排在所有模块脚本和 modulepreload 前面。',
      'Put it into the head, before every module script and modulepreload.',
    ),
    snippet: '<script type="importmap">…</script>\n<link rel="modulepreload" href="…">',
  },
  'DR-63': {
    severity: 'warning',
    step: 'open',
    title: say('导入映射没有完整性校验', 'The import map has no integrity'),
    why: say('被改动过的脚本也会执行。', 'A script that was tampered with is run.'),
    fix: say(
      '把发布里 importMap 的 integrity 一起写进页面。',
      'Write the integrity of the release’s importMap into the page as well.',
    ),
    snippet: '"integrity": { "/mf/vendor/…/vue.js": "sha384-…" }',
  },
  'DR-64': {
    severity: 'error',
    step: 'open',
    title: say('模块共用的包解析不到', 'A shared package does not resolve'),
    why: say('模块导入它时失败，打不开。', 'The import fails, and the module does not open.'),
    fix: say(
      '导入映射里补上这个名称；整个用发布里的 importMap 就不会缺。',
      'Add the name to the import map; with the importMap of the release as a whole none is missing.',
    ),
    snippet: '"imports": { "pinia": "/mf/vendor/…" }',
  },
  'DR-65': {
    severity: 'warning',
    step: 'open',
    title: say('共用的包指向发布以外的文件', 'A shared package points to a file outside of the release'),
    why: say(
      '版本没有和模块一起测过，可能缺少模块要用的导出。',
      'That version was never tested with the modules and may lack what they import.',
    ),
    fix: say(
      '用发布里的地址；门户自己的版本放进 scopes，只给门户的脚本用。',
      'Use the address of the release, and keep a version of your own to your scripts with scopes.',
    ),
    snippet: '"scopes": { "/portal/": { "vue": "/portal/vue.js" } }',
  },
} as const satisfies Readonly<Record<string, FindingKind>>
