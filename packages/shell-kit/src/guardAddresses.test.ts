import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { guardAddresses, type Trespass } from './guardAddresses.ts'
import { createNavigation } from './navigation.ts'
import { aModule } from './testing/samples.ts'

const modules = [aModule('mentors'), aModule('archives')]
const MENTORS = `${location.origin}/mf/mentors/1.2.3/mentors.js`
const ARCHIVES = `${location.origin}/mf/archives/1.2.3/archives.js`
const SHARED = `${location.origin}/mf/vendor/framework.js`
const SHELL = `${location.origin}/shell/portal.js`

beforeEach(() => history.replaceState(null, '', '/mentors/7'))

/** mentors is open, archives was left; the stack is what a browser would tell. */
function aGuard(scripts: readonly string[]) {
  const trespasses: Trespass[] = []
  const off = guardAddresses({
    modules: () => modules,
    presence: id => (id === 'mentors' ? 'open' : 'left'),
    filesAt: '/mf/',
    report: trespass => trespasses.push(trespass),
    scripts: () => scripts,
  })
  onTestFinished(off)
  return { trespasses, off }
}

const outcome = ({ trespasses }: { trespasses: Trespass[] }) => [
  location.pathname,
  ...trespasses.map(({ moduleId, kind }) => `${moduleId} ${kind}`),
]

describe('the address', () => {
  it.each<[string, readonly string[], string, readonly string[]]>([
    ['the open module moves among its pages', [MENTORS], '/mentors/8', ['/mentors/8']],
    ['its router does', [SHARED], '/mentors/8', ['/mentors/8']],
    ['it leaves its pages', [MENTORS], '/archives/', ['/mentors/7', 'mentors outside']],
    ['its router leaves them', [SHARED, MENTORS], '/elsewhere', ['/mentors/7', 'mentors outside']],
    ['a router acts on an event', [SHARED], '/elsewhere', ['/mentors/7', 'mentors outside']],
    ['a router outlived its module', [SHARED], '/archives/mentors/7', ['/mentors/7', 'archives unmounted']],
    [
      'a router outlived its module and hears of a step',
      [SHARED, SHELL],
      '/./archives/mentors/7',
      ['/mentors/7', 'archives unmounted'],
    ],
    ['the shell’s router goes to a module that was left', [SHARED, SHELL], '/archives/9', ['/archives/9']],
    ['a left module moves the open one', [ARCHIVES], '/mentors/8', ['/mentors/7', 'archives unmounted']],
    ['the shell goes where it likes', [SHELL], '/elsewhere', ['/elsewhere']],
    ['a shell has the same router', [SHARED, SHELL], '/elsewhere', ['/elsewhere']],
    ['a module calls the shell, which goes', [SHELL, MENTORS], '/elsewhere', ['/elsewhere']],
    [
      'the shell calls a module, which goes',
      [MENTORS, SHELL],
      '/elsewhere',
      ['/mentors/7', 'mentors outside'],
    ],
    ['it is the kit itself', [], '/elsewhere', ['/elsewhere']],
  ])('%s', (_, scripts, target, expected) => {
    const guard = aGuard(scripts)
    history.pushState(null, '', target)
    expect(outcome(guard)).toEqual(expected)
  })

  it('may be changed by a module through its host, which asks the shell', async () => {
    const guard = aGuard([MENTORS])
    const navigation = createNavigation()
    onTestFinished(navigation.stop)
    await navigation.push('/archives/')
    expect(outcome(guard)).toEqual(['/archives/'])
  })

  it('is everybody’s again when the shell stops, and the history is as it was', () => {
    const before = [history.pushState, history.replaceState]
    const guard = aGuard([MENTORS])
    expect([history.pushState, history.replaceState]).not.toEqual(before)
    guard.off()
    expect([history.pushState, history.replaceState]).toEqual(before)
    history.pushState(null, '', '/elsewhere')
    expect(outcome(guard)).toEqual(['/elsewhere'])
  })

  it('is not taken from somebody who has patched the history later', () => {
    const guard = aGuard([MENTORS])
    const ours = history.pushState
    const theirs: History['pushState'] = (...change) => ours.apply(history, change)
    history.pushState = theirs
    guard.off()
    expect(history.pushState).toBe(theirs)
    history.pushState(null, '', '/elsewhere')
    expect(outcome(guard)).toEqual(['/elsewhere'])
    Reflect.deleteProperty(history, 'pushState')
  })
})
