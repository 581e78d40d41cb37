import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PERMISSION_NAMES } from '../permissions.ts'
import { POLICY_PROFILES } from '../policy.ts'
import { EMPTY_CONTENT } from './application.ts'
import { commandBlockers, nextStatus, type ApplicationFacts } from './guards.ts'
import { nextStep } from './nextActor.ts'
import { opinionsOpen, type PanelFacts } from './panel.ts'
import { isOpen, type ApplicationStatus } from './vocabulary.ts'

const policy = POLICY_PROFILES.taicang2024

/** F1 as the brief has it: from → to. */
const F1: readonly (readonly [ApplicationStatus, ApplicationStatus])[] = [
  ['draft', 'submitted'],
  ['submitted', 'screening'],
  ['screening', 'returned'],
  ['returned', 'submitted'],
  ['screening', 'awaitingVisit'],
  ['screening', 'underReview'],
  ['awaitingVisit', 'underReview'],
  ['underReview', 'awaitingDetermination'],
  ['underReview', 'notDetermined'],
  ['awaitingDetermination', 'determined'],
  ['awaitingDetermination', 'notDetermined'],
  ['notDetermined', 'awaitingVisit'],
  ['notDetermined', 'underReview'],
]

const PEOPLE = ['teacher', 'officer', 'm1', 'm2', 'm3', 'm4', 'head'] as const
const COMMANDS = [
  'submit',
  'acceptIntake',
  'return',
  'completeScreening',
  'recordVisit',
  'convene',
  'addMember',
  'vote',
  'closePanel',
  'determine',
  'decline',
  'reconsider',
  'startProvisional',
] as const
const move = fc.record({
  actor: fc.constantFrom(...PEOPLE),
  // Stepping back stops a panel, withdrawing ends a walk, so both are rare.
  command: fc.oneof(
    { weight: 400, arbitrary: fc.constantFrom(...COMMANDS) },
    { weight: 8, arbitrary: fc.constant('recuse' as const) },
    { weight: 1, arbitrary: fc.constant('withdraw' as const) },
  ),
  yes: fc.boolean(),
})
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const START: ApplicationFacts = {
  status: 'draft',
  content: {
    ...EMPTY_CONTENT,
    consentGiven: true,
    dilemmaTypes: ['academic'],
    reasonCodes: ['farBehind'],
    aidCategories: ['academicTutoring'],
    factsAndReasons: '成绩明显落后。',
  },
  enteredBy: 'teacher',
  submittedBy: null,
  enrolled: true,
  entererPresent: true,
  gone: [],
  openElsewhere: false,
  episodeActive: false,
  provisionalGiven: false,
  hasValidVisit: false,
  visitRequired: true,
  panel: null,
  earlier: null,
}

/** Permissions are no matter here: everybody has all of them, so that only the guards hold anybody back. */
const actorOf = (accountId: string) => ({ accountId, permissions: new Set(PERMISSION_NAMES) })
const seat = (accountId: string) => ({ accountId, recused: false, voted: false, opinion: null })

function earlierOf({ chair, members }: PanelFacts): ApplicationFacts['earlier'] {
  const idsOf = (seats: PanelFacts['members']) => seats.map(({ accountId }) => accountId)
  return { chair, members: idsOf(members), recused: idsOf(members.filter(({ recused }) => recused)) }
}

/** What the server would have stored. */
function stored(facts: ApplicationFacts, { actor, command, yes }: Move): ApplicationFacts {
  const { panel } = facts
  const seats = (change: (member: PanelFacts['members'][number]) => PanelFacts['members'][number]) =>
    panel && {
      ...panel,
      members: panel.members.map(member => (member.accountId === actor ? change(member) : member)),
    }
  if (command === 'submit') return { ...facts, submittedBy: actor }
  if (command === 'recordVisit') return { ...facts, hasValidVisit: true }
  if (command === 'convene')
    return {
      ...facts,
      panel: { status: 'voting', opened: false, chair: 'm1', members: ['m1', 'm2', 'm3'].map(seat) },
    }
  if (command === 'vote')
    return {
      ...facts,
      panel: seats(member => ({
        ...member,
        voted: true,
        opinion: { necessity: yes, feasibility: true },
      })),
    }
  if (command === 'recuse') return { ...facts, panel: seats(member => ({ ...member, recused: true })) }
  if (command === 'startProvisional') return { ...facts, provisionalGiven: true }
  if (command === 'reconsider') return { ...facts, panel: null, earlier: panel && earlierOf(panel) }
  if (command === 'closePanel') return { ...facts, panel: panel && { ...panel, status: 'closed' } }
  if (command !== 'addMember' || !panel || panel.members.length > 3) return facts
  return { ...facts, panel: { ...panel, members: [...panel.members, seat('m4')] } }
}

it('no order of commands by anybody leaves F1, opens a vote early or lets one person ask and decide', () => {
  const reached = new Set<ApplicationStatus | 'again'>()
  fc.assert(
    fc.property(fc.array(move, { minLength: 100, maxLength: 300, size: 'max' }), moves => {
      let facts = START
      for (const tried of moves) {
        const { actor, command } = tried
        if (commandBlockers(command, facts, actorOf(actor), policy).length > 0) continue
        const after = stored(facts, tried)
        const to = nextStatus(command, after)
        if (to === 'withdrawn') expect(isOpen(facts.status)).toBe(true)
        else if (to !== facts.status) expect(F1).toContainEqual([facts.status, to])
        if (command === 'determine' || command === 'decline') expectIndependent(actor, facts)
        if (command === 'reconsider') expect(facts.earlier).toBeNull()
        if (command === 'startProvisional') expect(facts.provisionalGiven).toBe(false)
        const isOpened = facts.panel && opinionsOpen(facts.panel, policy)
        if (isOpened && command !== 'reconsider') expect(seatsOf(after)).toEqual(seatsOf(facts))
        facts = { ...after, status: to }
        const { panel } = facts
        expect(nextStep(to, { by: 'teacher', as: 'classTeacher' }, panel, policy) !== null).toBe(isOpen(to))
        reached.add(to)
        if (facts.earlier) reached.add('again')
      }
    }),
    { numRuns: 500, seed: 20261012 },
  )
  // Otherwise the walks would have been too short to say anything.
  expect(reached).toContain('determined')
  expect(reached).toContain('notDetermined')
  expect(reached).toContain('again')
})

function expectIndependent(actor: string, { submittedBy, panel, earlier }: ApplicationFacts): void {
  expect([START.enteredBy, submittedBy, panel?.chair, earlier?.chair]).not.toContain(actor)
}

/** Once the opinions can be read, nobody joins, leaves or votes. */
function seatsOf({ panel }: ApplicationFacts) {
  return panel?.members
}
