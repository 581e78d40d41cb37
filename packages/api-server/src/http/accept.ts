/** Media or language ranges of an `Accept…` header, best first; those with `q=0` are left out. */
function ranges(header: string): string[] {
  return header
    .split(',', 32)
    .map(part => {
      const [range = '', ...parameters] = part.toLowerCase().split(';')
      const quality = parameters.map(p => p.trim()).find(p => p.startsWith('q='))
      return { range: range.trim(), quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 }
    })
    .filter(({ range, quality }) => range !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ range }) => range)
}

/** Whether a client that sends this `Accept` header takes `mediaType`; no header means that it takes anything. */
export function accepts(header: string | undefined, mediaType: string): boolean {
  if (header === undefined || header.trim() === '') return true
  const [kind = ''] = mediaType.split('/')
  return ranges(header).some(range => range === '*/*' || range === `${kind}/*` || range === mediaType)
}

export type Language = 'zh-CN' | 'en'

/** The language of problem titles: Simplified Chinese unless English is asked for first. */
export function languageOf(header: string | undefined): Language {
  const first = ranges(header ?? '').find(range => /^(zh|en)\b/.test(range))
  return first?.startsWith('en') ? 'en' : 'zh-CN'
}
