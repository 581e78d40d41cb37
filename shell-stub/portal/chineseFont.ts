import fontUrl from './chineseFont.css?url'

const INSTALLED = [
  'PingFang SC',
  'Hiragino Sans GB',
  'Microsoft YaHei',
  'Noto Sans CJK SC',
  'Noto Sans SC',
  'Source Han Sans SC',
  'WenQuanYi Micro Hei',
  'SimSun',
]

/** Brings Chinese glyphs to a machine that has none; where a font is installed nothing is loaded. */
export async function ensureChineseFont(): Promise<void> {
  try {
    await new FontFace('probe', INSTALLED.map(name => `local("${name}")`).join(', ')).load()
  } catch {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = fontUrl
    document.head.append(link)
    shapeAnewWithEachPiece()
  }
}

/**
 * Chromium keeps words blank that it shaped while their piece of the font was on its way. A feature that no font has
 * changes nothing but the key under which it keeps them.
 */
function shapeAnewWithEachPiece(): void {
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets.push(sheet)
  let pieces = 0
  document.fonts.addEventListener('loadingdone', () => {
    pieces += 1
    sheet.replaceSync(`:root { font-feature-settings: 'none' ${pieces} }`)
  })
}
