import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { deferred } from './deferred.ts'
import { createNavigation, isBelow } from './navigation.ts'

beforeEach(() => history.replaceState(null, '', '/mentors/7'))

function aNavigation() {
  const navigation = createNavigation()
  onTestFinished(navigation.stop)
  return navigation
}

describe('leaving a module', () => {
  it('asks before the address changes, and stays when the answer is no', async () => {
    const navigation = aNavigation()
    const answer = deferred<boolean>()
    let addressWhenAsked = ''
    navigation.block('/mentors/', () => {
      addressWhenAsked = location.pathname
      return answer.promise
    })
    const going = navigation.push('/archives/')
    await Promise.resolve()
    expect([addressWhenAsked, location.pathname]).toEqual(['/mentors/7', '/mentors/7'])
    answer.resolve(false)
    expect(await going).toBe(false)
    expect(location.pathname).toBe('/mentors/7')
  })

  it('goes when the answer is yes', async () => {
    const navigation = aNavigation()
    navigation.block('/mentors/', async () => true)
    expect(await navigation.push('/archives/?tab=all')).toBe(true)
    expect(location.pathname + location.search).toBe('/archives/?tab=all')
  })

  it('asks nobody for a step within the module, nor after the question was taken back', async () => {
    const navigation = aNavigation()
    let asked = 0
    const off = navigation.block('/mentors/', async () => (asked += 1) < 0)
    await navigation.push('/mentors/8')
    off()
    await navigation.push('/archives/')
    expect(asked).toBe(0)
  })

  it('asks one question at a time', async () => {
    const navigation = aNavigation()
    const answer = deferred<boolean>()
    navigation.block('/mentors/', () => answer.promise)
    const first = navigation.push('/archives/')
    expect(await navigation.push('/coverage-reports/')).toBe(false)
    answer.resolve(true)
    await first
    expect(location.pathname).toBe('/archives/')
  })
})

it('going to where one is makes no new entry in the history', async () => {
  const navigation = aNavigation()
  const { length } = history
  await navigation.push('/mentors/7')
  expect(history.length).toBe(length)
})

it.each([
  ['/mentors', true],
  ['/mentors/', true],
  ['/mentors/7?x=1', true],
  ['/mentors-old/7', false],
  ['/', false],
])('%s is below /mentors/: %s', (path, expected) => {
  expect(isBelow(path, '/mentors/')).toBe(expected)
})
