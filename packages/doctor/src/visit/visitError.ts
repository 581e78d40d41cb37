import type { Label } from '@sunshine-aid/host-contract'
import { placeOf, say } from '../words.ts'

/** Why a shell could not be visited at all. */
export type VisitProblem =
  | 'no-browser'
  | 'unreachable'
  | 'refused'
  | 'server-error'
  | 'never-loads'
  | 'no-module'
  | 'not-signed-in'
  | 'broke-off'
  | 'cancelled'

const TEXTS: Readonly<Record<VisitProblem, Label>> = {
  'no-browser': say(
    '浏览器没有启动。请安装 Chrome 或 Chromium，或者用 --browser 指定它的路径',
    'The browser did not start. Install Chrome or Chromium, or name its path with --browser',
  ),
  unreachable: say(
    '连不上这个地址。请检查网址、网络和证书（内部证书可用 --insecure）',
    'Nothing answers at this address. Check the address, the network and the certificate (--insecure for one of your own)',
  ),
  refused: say(
    '这个地址没有给出页面。请填门户首页的地址，需要登录时带上 --storage-state 或 --cookies',
    'This address gives no page. Name the front page of the portal, and where one has to sign in, add --storage-state or --cookies',
  ),
  'server-error': say('门户的服务器出错了', 'The server of the portal has failed'),
  'never-loads': say(
    '页面一直没有加载完。请检查门户的服务器，或者用 --timeout 给它更多时间',
    'The page never finishes loading. Check the server of the portal, or give it more time with --timeout',
  ),
  'no-module': say(
    '页面里没有我们的模块：没有发布文件，没有导入映射，也没有模块被挂载。请填模块所在门户的地址；如果要先登录，请用 --headed、--storage-state 或 --cookies',
    'There is no module of ours: no release file, no import map, and none was mounted. Name the portal that has them; where one has to sign in first, use --headed, --storage-state or --cookies',
  ),
  'not-signed-in': say(
    '没有登录成功。--account 只用于本项目的演示门户；其他门户请用 --headed、--storage-state 或 --cookies',
    'Signing in did not work. --account is for the stub portal of this project only; elsewhere use --headed, --storage-state or --cookies',
  ),
  'broke-off': say(
    '检查中途断了：页面换走了，或者浏览器退出了。请再试一次',
    'The examination broke off: the page went away, or the browser ended. Try again',
  ),
  cancelled: say('检查被取消了', 'The examination was cancelled'),
}

/** The shell was not examined. `label` says why and what to do; it never quotes what the page showed. */
export class VisitError extends Error {
  override readonly name = 'VisitError'
  readonly problem: VisitProblem
  readonly label: Label

  /** @param detail a status or the name of a network error */
  constructor(problem: VisitProblem, address: string, detail = '', options?: ErrorOptions) {
    const place = [placeOf(address), detail].filter(Boolean).join(', ')
    const { 'zh-CN': chinese, en } = TEXTS[problem]
    super(`${en} (${place}).`, options)
    this.problem = problem
    this.label = say(`${chinese}（${place}）。`, `${en} (${place}).`)
  }
}
