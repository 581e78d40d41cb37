/** What the ribbon says; a developer reads it, in the language of the page. */
const zh = {
  label: '开发替换',
  what: '{module} 来自本机源码',
  shell: '平台 {shell}',
  until: '{time} 到期',
  end: '结束替换',
  ended: '开发替换已结束。刷新后显示平台上的版本；没有保存的内容会丢失。',
  reload: '刷新',
  stopped: '本机的开发服务没有应答。它还在运行吗？',
  writeTitle: '这会修改真实数据',
  writeText: '这个页面要向 {shell} 写入。那里的数据是真实的。允许后，本次替换期间不再询问。',
  allow: '允许写入',
  refuse: '不允许',
}

const en: typeof zh = {
  label: 'Dev override',
  what: '{module} runs from source',
  shell: 'in {shell}',
  until: 'until {time}',
  end: 'End it',
  ended: 'The dev override has ended. Reload to see the deployed version; what was not saved is lost.',
  reload: 'Reload',
  stopped: 'The dev server does not answer. Is it still running?',
  writeTitle: 'This changes real data',
  writeText:
    'This page wants to write to {shell}, where the data is real. Once allowed, you are not asked again.',
  allow: 'Allow writing',
  refuse: 'Do not allow',
}

export type Words = typeof zh

export function wordsFor(language: string): Words {
  return /^zh\b/i.test(language) ? zh : en
}

export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
