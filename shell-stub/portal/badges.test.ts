import { expect, it } from 'vitest'
import { createBadges } from './badges.ts'

it('a number stands beside an entry until nothing waits there, or another person comes', () => {
  const badges = createBadges()
  badges.set('/applications/', 3)
  badges.set('/mentors/unpaired', 12)
  badges.set('/applications/', 0)
  expect([...badges.counts.get()]).toEqual([['/mentors/unpaired', 12]])
  badges.clear()
  expect(badges.counts.get().size).toBe(0)
})
