/** A framework by which portals embed applications today, and how a team brings a Vite application to it. */
export interface Framework {
  /** Name of its folder in `frameworks/`: `portal.ts` embeds an application, `app.ts` is the application's side. */
  readonly name: string
  readonly title: string
  /** What it can run: `module` is what Vite builds from a page, `umd` one classic script. */
  readonly script: 'module' | 'umd'
  /** Its package brings the single-spa that decides which application is shown. */
  readonly routes: boolean
}

export const FRAMEWORKS: readonly Framework[] = [
  // It evaluates scripts as text, which an ES module cannot be; its documentation asks for UMD.
  { name: 'qiankun', title: 'qiankun 2.10', script: 'umd', routes: true },
  { name: 'wujie', title: 'wujie 1.0', script: 'module', routes: false },
  { name: 'micro-app', title: 'micro-app 1.0-rc', script: 'module', routes: false },
]
