import { describe, expect, it } from 'vitest'
import { mayOpen, pageAt } from './pageAt.ts'
import { portalMenu } from './portalMenu.ts'
import { aModule } from './testing/samples.ts'

const label = (text: string) => ({ 'zh-CN': text, en: text })
const modules = [
  aModule('mentors', {
    routes: [
      { path: '/', title: label('roster'), permission: 'mentor.roster', nav: 20 },
      { path: '/unpaired', title: label('unpaired'), nav: 10 },
      { path: '/:mentorId', title: label('one') },
    ],
  }),
  aModule('applications', {
    routes: [{ path: '/', title: label('all'), permission: 'application.follow', nav: 5 }],
  }),
]
const hrefs = (permissions: readonly string[]) =>
  portalMenu(modules, one => permissions.includes(one)).map(({ links }) => links.map(({ href }) => href))

describe('the menu', () => {
  it('holds what the user may open, modules and pages in their order', () => {
    expect(hrefs(['mentor.roster', 'application.follow'])).toEqual([
      ['/applications/'],
      ['/mentors/unpaired', '/mentors/'],
    ])
  })

  it('leaves out a module without a page for the user', () => {
    expect(hrefs([])).toEqual([['/mentors/unpaired']])
  })
})

describe('the page under an address', () => {
  it.each([
    ['/mentors/', '/'],
    ['/mentors', '/'],
    ['/mentors/unpaired', '/unpaired'],
    ['/mentors/42', '/:mentorId'],
    ['/mentors/42/visits', undefined],
    ['/mentors-old', undefined],
    ['/', undefined],
  ])('%s is %s', (path, route) => {
    expect(pageAt(modules, path)?.route.path).toBe(route)
  })

  it('may be opened by those who hold its permission', () => {
    const page = pageAt(modules, '/mentors/')!
    expect([mayOpen(page, () => false), mayOpen(page, one => one === 'mentor.roster')]).toEqual([false, true])
  })
})
