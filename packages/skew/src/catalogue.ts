import type { Label } from '@sunshine-aid/host-contract'

/** `breaks`: somebody cannot work. `note`: nobody is stopped, but whoever deploys should know. */
export type Weight = 'breaks' | 'note'

interface Entry {
  readonly weight: Weight
  /** What is wrong, and for whom. */
  readonly what: Label
  readonly fix: Label
}

/** Every finding, with `{words}` to be filled in. Ids are never used again for something else. */
export const CATALOGUE = {
  'SK-01': {
    weight: 'breaks',
    what: {
      'zh-CN': '{source} 的 release.json 不符合规范：{reasons}。任何门户都会拒绝它，所有人都打不开任何模块。',
      en: 'The release of {source} is malformed: {reasons}. Every shell refuses it, and nobody can open any module.',
    },
    fix: {
      'zh-CN': '用 npm run build 重新生成，整个文件夹一起发布，不要手工修改。',
      en: 'Build it again with npm run build, publish the whole folder, and change nothing by hand.',
    },
  },
  'SK-02': {
    weight: 'breaks',
    what: {
      'zh-CN': '{source} 缺少文件 {file}。需要它的人会看到“打不开”。',
      en: '{source} lacks the file {file}. Whoever needs it cannot open the module.',
    },
    fix: {
      'zh-CN': '把文件补齐后再发布 release.json；release.json 总是最后上传。',
      en: 'Upload the file before release.json; release.json always goes last.',
    },
  },
  'SK-03': {
    weight: 'breaks',
    what: {
      'zh-CN': '{source} 的文件 {file} 与发布清单里的校验值不符。浏览器会拒绝执行它。',
      en: '{source}: the bytes of {file} are not those that the release names. Browsers refuse to run it.',
    },
    fix: {
      'zh-CN': '恢复原文件；检查是否有上传工具、压缩网关或换行转换改动了内容。',
      en: 'Restore the file; look for an upload tool, a gateway or a line-ending conversion that changed it.',
    },
  },
  'SK-04': {
    weight: 'breaks',
    what: {
      'zh-CN':
        '文件 {file} 换了内容却没有换名字。浏览器和 CDN 已把旧内容缓存一年，这些人会因校验不符而打不开。',
      en: '{file} has other bytes under the same name. Browsers and CDNs keep the old ones for a year; for those people it is refused.',
    },
    fix: {
      'zh-CN': '从源码重新构建，让文件名随内容变化；已发布的文件不再改动。',
      en: 'Build again from the sources, so that the name changes with the content; published files never change.',
    },
  },
  'SK-05': {
    weight: 'breaks',
    what: {
      'zh-CN': '{module}：{file} 引用的 {package} 没有地址，模块无法启动。',
      en: '{module}: {file} imports {package}, which leads nowhere, so the module does not start.',
    },
    fix: {
      'zh-CN': '在 importMap 的 imports 或该模块的 scopes 中加入它，或重新构建整个发布。',
      en: "Add it to the import map's imports or to the scope of the module, or build the whole release again.",
    },
  },
  'SK-06': {
    weight: 'breaks',
    what: {
      'zh-CN':
        '{module} 需要 {package} {range}，共享文件组 {train} 提供的是 {offered}。门户会在运行前拒绝该模块。',
      en: '{module} needs {package} {range}; the train {train} holds {offered}. The shell refuses the module before it runs.',
    },
    fix: {
      'zh-CN': '让模块使用合适的共享文件组（scopes），或用提供的版本重新构建模块。',
      en: 'Put the module on a train that fits (scopes), or build it again with the version that is offered.',
    },
  },
  'SK-07': {
    weight: 'breaks',
    what: {
      'zh-CN': '{module}：{file} 从 {package} 引入 {names}，但 {target} 没有导出它们。模块加载时即失败。',
      en: '{module}: {file} imports {names} from {package}, which {target} does not export. The module fails as it loads.',
    },
    fix: {
      'zh-CN': '重新构建共享文件，使其包含所有模块用到的名称；或让该模块留在旧的共享文件组上。',
      en: 'Build the shared files for all modules that use them, or leave this module on its former train.',
    },
  },
  'SK-08': {
    weight: 'breaks',
    what: {
      'zh-CN': '{module} 的清单与实际文件不符：{package} 的 {names}。按清单裁剪共享文件的人会裁错。',
      en: '{module}: its manifest and its bytes disagree about {names} of {package}. Whoever trims shared files by the manifest cuts the wrong ones.',
    },
    fix: {
      'zh-CN': '重新构建该模块；清单由构建生成，不要手工修改。',
      en: 'Build the module again; the manifest comes from the build and is not written by hand.',
    },
  },
  'SK-09': {
    weight: 'note',
    what: {
      'zh-CN': '{package} 会被下载两次：{files}（多出 {bytes} 字节）。',
      en: '{package} is downloaded twice: {files} ({bytes} bytes more).',
    },
    fix: {
      'zh-CN': '所有模块升级到同一共享文件组后会消失；若非有意，请一起构建。',
      en: 'It goes away once all modules are on one train; build them together if it is not on purpose.',
    },
  },
  'SK-10': {
    weight: 'breaks',
    what: {
      'zh-CN': '{module} 需要门户契约 {range}，正在运行的门户提供 {offered}。该模块不会启动。',
      en: '{module} needs the host contract {range}; the running shell offers {offered}. The module does not start.',
    },
    fix: {
      'zh-CN': '先升级门户，再发布该模块；若门户其实已升级，用 --contract 告知。',
      en: 'Upgrade the shell first, then deploy the module; if the shell offers more already, say so with --contract.',
    },
  },
  'SK-11': {
    weight: 'breaks',
    what: {
      'zh-CN': '{module} 需要门户能力 {names}，不能确定正在运行的门户具备。缺少时该模块不会启动。',
      en: '{module} needs the capability {names}, which the running shell is not known to have. Without it the module does not start.',
    },
    fix: {
      'zh-CN': '由门户先提供该能力；若已具备，用 --capabilities 告知；或让模块只是“likes”它。',
      en: 'Have the shell offer it first; if it does, say so with --capabilities; or let the module only like it.',
    },
  },
  'SK-12': {
    weight: 'breaks',
    what: {
      'zh-CN': '{module} 要打开 {intent}，但没有模块提供它。相应的按钮会消失。',
      en: '{module} opens {intent}, which no module provides. The control for it disappears.',
    },
    fix: {
      'zh-CN': '把提供它的模块一并发布，或从 calls 中去掉。',
      en: 'Deploy the module that provides it as well, or take it out of the calls.',
    },
  },
  'SK-13': {
    weight: 'breaks',
    what: {
      'zh-CN':
        '{module} 以参数（{given}）打开 {intent}，{provider} 却需要（{wanted}）。链接会打开错误的页面。',
      en: '{module} opens {intent} with ({given}), but {provider} wants ({wanted}). The link leads to a wrong page.',
    },
    fix: {
      'zh-CN': '两个模块用同一份契约重新构建，一起发布。',
      en: 'Build both modules against the same contract and deploy them together.',
    },
  },
  'SK-14': {
    weight: 'breaks',
    what: {
      'zh-CN': '页面 {path} 不再存在。收藏夹、消息和打印材料里的链接会失效。',
      en: 'The page {path} is gone. Bookmarks and links in messages and on paper break.',
    },
    fix: {
      'zh-CN': '保留旧地址并转到新页面，至少保留一个学期。',
      en: 'Keep the old address and lead from it to the new page, for a semester at least.',
    },
  },
  'SK-15': {
    weight: 'note',
    what: {
      'zh-CN': '页面 {path} 需要的权限由 {before} 变为 {after}：能打开它的人变了。',
      en: 'The page {path} asks for {after} instead of {before}: other people may open it.',
    },
    fix: {
      'zh-CN': '确认这是有意为之，并先在门户里把权限授给需要的人。',
      en: 'Make sure that it is meant, and give the permission to those who need it first.',
    },
  },
  'SK-16': {
    weight: 'breaks',
    what: {
      'zh-CN': '{module} 调用接口 {operation}，服务端没有提供。用到它的操作会失败。',
      en: '{module} calls {operation}, which the server does not offer. What needs it fails.',
    },
    fix: {
      'zh-CN': '先升级服务端，再发布该模块。',
      en: 'Upgrade the server first, then deploy the module.',
    },
  },
  'SK-17': {
    weight: 'breaks',
    what: {
      'zh-CN': '{module} 调用的接口 {operation} 与服务端不相容：{reasons}。',
      en: '{module}: what the server offers as {operation} is not what it was built for: {reasons}.',
    },
    fix: {
      'zh-CN': '让服务端同时接受旧的形式，或先升级服务端再发布该模块。',
      en: 'Let the server accept the former shape as well, or upgrade the server before the module.',
    },
  },
  'SK-18': {
    weight: 'breaks',
    what: {
      'zh-CN': '无法退回上一版本 {previous}：{reason}。',
      en: 'There is no way back to the release {previous}: {reason}.',
    },
    fix: {
      'zh-CN': '在正在运行的文件夹之上构建或复制新版本，不删除旧文件；旧文件至少保留 30 天。',
      en: 'Build or copy the candidate into the folder that runs, and delete nothing; keep old files for 30 days at least.',
    },
  },
  'SK-19': {
    weight: 'note',
    what: {
      'zh-CN':
        '{source} 不含正在运行的 {count} 个文件（如 {file}）。若用它替换原文件夹，已打开门户的人会打不开下一个模块。',
      en: '{source} lacks {count} files of the running release (such as {file}). If it replaces the folder, whoever has the portal open cannot open the next module.',
    },
    fix: {
      'zh-CN': '发布时只增加文件，最后覆盖 release.json；旧文件至少保留 30 天。',
      en: 'Deploy by adding files and overwrite release.json last; keep old files for 30 days at least.',
    },
  },
  'SK-20': {
    weight: 'breaks',
    what: {
      'zh-CN': '{module} 不再提供语言 {names}。使用该语言的人会看到另一种语言。',
      en: '{module} no longer has the language {names}. Whoever uses it sees another one.',
    },
    fix: { 'zh-CN': '补齐该语言的文本后重新构建。', en: 'Add the texts of that language and build again.' },
  },
  'SK-21': {
    weight: 'breaks',
    what: {
      'zh-CN': '模块 {module} 不再发布。它的所有页面都会消失。',
      en: 'The module {module} is no longer in the release. All its pages are gone.',
    },
    fix: {
      'zh-CN': '若非有意，请把它加回发布；若有意，请事先通知使用者。',
      en: 'Add it to the release if it was not meant; tell its users beforehand if it was.',
    },
  },
} as const satisfies Readonly<Record<string, Entry>>

export type FindingId = keyof typeof CATALOGUE
