import { describe, expect, it } from 'vitest'
import { adoptStyles, registerStyles, SHARED } from './styles.ts'

const onPage = () =>
  document.adoptedStyleSheets.map(sheet => (sheet.cssRules[0] as CSSStyleRule).selectorText)

describe('the styles of a module', () => {
  it('are on the page from its first mount to its last unmount, and the shared ones from the first to the last module', () => {
    registerStyles('a1', '.a {}')
    registerStyles('b1', '.b {}')
    registerStyles(SHARED, '.shared {}')
    const offs = [adoptStyles('a1'), adoptStyles('a1'), adoptStyles('b1')]
    expect(onPage().sort()).toEqual(['.a', '.b', '.shared'])
    offs[0]!()
    offs[0]!()
    expect(onPage()).toContain('.a')
    offs[1]!()
    expect(onPage().sort()).toEqual(['.b', '.shared'])
    offs[2]!()
    expect(onPage()).toEqual([])
  })

  it('that arrive later, with a lazy part, join at once', () => {
    const off = adoptStyles('late')
    registerStyles('late', '.lazy {}')
    expect(onPage()).toContain('.lazy')
    off()
    expect(onPage()).not.toContain('.lazy')
  })
})
