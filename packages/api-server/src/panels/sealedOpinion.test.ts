import { expect, it } from 'vitest'
import { canonical, sm3 } from '../crypto/sm3.ts'
import { testKeyring } from '../testing/keyring.ts'
import { openOpinion, sealOpinion } from './sealedOpinion.ts'

const keyring = testKeyring()
const seat = { application_id: 'case', account_id: 'member', version_seen: 5 }
const yes = { necessity: true, feasibility: true, grounds: '情况属实' }
const no = { necessity: false, feasibility: false, grounds: '' }
const longest = { necessity: true, feasibility: false, grounds: '严'.repeat(500) }
const quoted = { necessity: true, feasibility: false, grounds: '"\n'.repeat(250) }

it.each([yes, no, longest, quoted])('gives back what was said: %#', said => {
  const { opinion_sealed } = sealOpinion(keyring, seat, said)
  expect(openOpinion(keyring, seat, opinion_sealed).opinion).toEqual(said)
})

it('is of the same length whatever was said', () => {
  const lengths = [yes, no, longest, quoted].map(
    said => sealOpinion(keyring, seat, said).opinion_sealed.length,
  )
  expect(new Set(lengths).size).toBe(1)
})

it('is never twice the same, and neither is its commitment', () => {
  const [one, two] = [sealOpinion(keyring, seat, yes), sealOpinion(keyring, seat, yes)]
  expect(one.opinion_sealed.equals(two.opinion_sealed)).toBe(false)
  expect(one.commitment.equals(two.commitment)).toBe(false)
})

it('opens in its own seat only', () => {
  const { opinion_sealed } = sealOpinion(keyring, seat, yes)
  for (const other of [
    { ...seat, account_id: 'neighbour' },
    { ...seat, application_id: 'another' },
  ])
    expect(() => openOpinion(keyring, other, opinion_sealed)).toThrow('does not open')
})

it('is bound by a commitment that anybody can calculate once the salt is known', () => {
  const { opinion_sealed, commitment } = sealOpinion(keyring, seat, yes)
  const { salt } = openOpinion(keyring, seat, opinion_sealed)
  const fields = ['panel_member.opinion', 'case', 'member', 5, 1, 1, '情况属实', salt] as const
  expect(commitment.equals(sm3(canonical(1, fields)))).toBe(true)
  expect(commitment.equals(sm3(canonical(1, [...fields.slice(0, 4), 0, ...fields.slice(5)])))).toBe(false)
})

it('gives another commitment for another version of the file', () => {
  const { opinion_sealed, commitment } = sealOpinion(keyring, seat, yes)
  const earlier = openOpinion(keyring, { ...seat, version_seen: 4 }, opinion_sealed)
  expect(earlier.commitment.equals(commitment)).toBe(false)
})
