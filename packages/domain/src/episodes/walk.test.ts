import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { EpisodeStatus } from '../applications/determination.ts'
import { opinionsOpen, type PanelFacts } from '../applications/panel.ts'
import { PERMISSION_NAMES } from '../permissions.ts'
import { POLICY_PROFILES } from '../policy.ts'
import { episodeBlockers, episodeOffers, nextEpisodeStatus, type EpisodeFacts } from './guards.ts'
import { EPISODE_COMMANDS, type EpisodeCommand } from './transitions.ts'
import { EXIT_VERDICTS, type ExitVerdict } from './vocabulary.ts'

const policy = POLICY_PROFILES.taicang2024

/** F1 as the brief has it: from → to. */
const F1: readonly (readonly [EpisodeStatus, EpisodeStatus])[] = [
  ['active', 'exitReview'],
  ['exitReview', 'active'],
  ['exitReview', 'exited'],
  ['exitReview', 'tapering'],
  ['tapering', 'exited'],
]

const PEOPLE = ['officer', 'm1', 'm2', 'm3', 'm4', 'head'] as const
const move = fc.record({
  actor: fc.constantFrom(...PEOPLE),
  command: fc.constantFrom(...EPISODE_COMMANDS),
  verdict: fc.constantFrom(...EXIT_VERDICTS),
  agrees: fc.boolean(),
})
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const START: EpisodeFacts = {
  status: 'active',
  aidCategories: ['academicTutoring'],
  exit: null,
  transferOpen: false,
}

/** Permissions are no matter here: everybody has all of them, so that only the guards hold anybody back. */
const actorOf = (accountId: string) => ({ accountId, permissions: new Set(PERMISSION_NAMES) })
const seat = (accountId: string) => ({ accountId, recused: false, voted: false, opinion: null })
type Seat = PanelFacts<ExitVerdict>['members'][number]

/** What the server would have stored. */
function stored(facts: EpisodeFacts, { actor, command, verdict }: Move): EpisodeFacts {
  if (command === 'proposeExit') return { ...facts, exit: { proposedBy: actor, panel: null } }
  if (command === 'offerTransfer' || command === 'withdrawTransfer')
    return { ...facts, transferOpen: command === 'offerTransfer' }
  const { exit } = facts
  if (!exit) return facts
  const withPanel = (panel: PanelFacts<ExitVerdict> | null): EpisodeFacts => ({
    ...facts,
    exit: { ...exit, panel },
  })
  if (command === 'convene')
    return withPanel({ status: 'voting', opened: false, chair: 'm1', members: ['m1', 'm2', 'm3'].map(seat) })
  if (!exit.panel) return facts
  const seats = (change: (member: Seat) => Seat) =>
    exit.panel && {
      ...exit.panel,
      members: exit.panel.members.map(member => (member.accountId === actor ? change(member) : member)),
    }
  if (command === 'addMember' && exit.panel.members.length < 4)
    return withPanel({ ...exit.panel, members: [...exit.panel.members, seat('m4')] })
  if (command === 'vote') return withPanel(seats(member => ({ ...member, voted: true, opinion: verdict })))
  if (command === 'recuse') return withPanel(seats(member => ({ ...member, recused: true })))
  if (command === 'closePanel') return withPanel({ ...exit.panel, status: 'closed' })
  return facts
}

it('no order of commands by anybody leaves F1, ends help without panel and head, or lets one person ask and decide', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(fc.array(move, { minLength: 200, maxLength: 400, size: 'max' }), moves => {
      let facts = START
      for (const tried of moves) {
        const { actor, command, agrees } = tried
        if (episodeBlockers(command, facts, actorOf(actor), policy).length > 0) continue
        const after = stored(facts, tried)
        const to = nextEpisodeStatus(command, after, agrees)
        if (to !== facts.status) expect(F1).toContainEqual([facts.status, to])
        expectDecided(command, facts, actor, to)
        if (facts.transferOpen) expect(to).toBe('active')
        if (facts.exit?.panel && opinionsOpen(facts.exit.panel, policy))
          expect(after.exit?.panel?.members).toEqual(facts.exit.panel.members)
        const over = to !== 'exitReview'
        facts = { ...after, status: to, exit: over ? null : after.exit }
        reached.add(to)
        if (to === 'exited') facts = START
      }
    }),
    { numRuns: 300, seed: 20261012 },
  )
  // Otherwise the walks would have been too short to say anything.
  for (const state of ['active', 'exitReview', 'tapering', 'exited']) expect(reached).toContain(state)
})

/** C11: help ends by panel and head, or by a plan that these have made. */
function expectDecided(
  command: EpisodeCommand,
  { exit }: EpisodeFacts,
  actor: string,
  to: EpisodeStatus,
): void {
  if (to === 'exited') expect(['confirmExit', 'endTapering']).toContain(command)
  if (command !== 'confirmExit') return
  expect(exit?.panel?.status).toBe('closed')
  expect([exit?.proposedBy, exit?.panel?.chair]).not.toContain(actor)
}

it('offers nothing that would be refused, and nothing at all after the end', () => {
  const offers = (facts: EpisodeFacts, permissions = new Set(PERMISSION_NAMES)) =>
    episodeOffers(facts, { accountId: 'officer', permissions }, policy).map(({ command }) => command)
  expect(offers(START)).toEqual(['refresh', 'review', 'proposeExit', 'offerTransfer'])
  expect(offers({ ...START, status: 'exited' })).toEqual([])
  expect(offers({ ...START, status: 'transferred' })).toEqual([])
  expect(offers({ ...START, status: 'tapering' })).toEqual(['endTapering'])
  expect(offers(START, new Set())).toEqual([])
})

it('while another school has an offer, nothing else is decided, and the page says why', () => {
  const offers = episodeOffers({ ...START, transferOpen: true }, actorOf('officer'), policy)
  expect(offers).toEqual([
    { command: 'refresh', blockers: [] },
    { command: 'review', blockers: ['transfer_open'] },
    { command: 'proposeExit', blockers: ['transfer_open'] },
    { command: 'offerTransfer', blockers: ['transfer_open'] },
    { command: 'withdrawTransfer', blockers: [] },
  ])
})
