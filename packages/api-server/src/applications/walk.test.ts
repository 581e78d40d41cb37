import {
  acceptIntake,
  addPanelMember,
  askReconsideration,
  closePanel,
  completeScreening,
  convenePanel,
  declineApplication,
  determineApplication,
  getApplication,
  getPanel,
  giveOpinion,
  recordVisit,
  recuseMember,
  returnApplication,
  saveDraft,
  startApplication,
  startProvisional,
  submitApplication,
  withdrawApplication,
  type EndpointSpec,
} from '@sunshine-aid/api-contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyAudit } from '../audit/verify.ts'
import {
  as,
  COMPLETE,
  DETERMINATION,
  done,
  NO,
  statusOf,
  versionOf,
  VISIT,
  YES,
  type Journey,
} from './testing/journey.ts'
import { ACTORS, doMove, isUnsealed, may, PANELS, type Model, type Move } from './testing/model.ts'
import { openSchool, type School } from './testing/school.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  const { c1k1s1: at, c1k1s1a1: ownClass } = school.tree
  await school.addAccount('deputy', [
    { role: 'schoolHead', at },
    { role: 'panelMember', at },
    { role: 'classTeacher', at: ownClass },
  ])
})
afterAll(() => school.close())

const actors = Object.keys(ACTORS)
const MOVES: readonly Move[] = [
  { name: 'submit' },
  { name: 'acceptIntake' },
  { name: 'return' },
  { name: 'completeScreening' },
  { name: 'visit' },
  ...PANELS.map(panel => ({ name: 'convene', panel }) as const),
  ...['pan4', 'pan2', 'psych', 'officer'].map(member => ({ name: 'add', member }) as const),
  { name: 'vote', yes: true },
  { name: 'vote', yes: false },
  { name: 'recuse' },
  { name: 'close' },
  { name: 'determine' },
  { name: 'decline' },
  { name: 'reconsider' },
  { name: 'support' },
  { name: 'withdraw' },
]
const TRIES = actors.flatMap(actor => MOVES.map(move => ({ actor, move })))

/** Most steps lead on, so that walks get far; the others are anything by anybody. */
const step = fc.record({
  pick: fc.nat(),
  onward: fc.integer({ min: 0, max: 9 }).map(chance => chance < 7),
})
const walk = fc.record({
  enterer: fc.constantFrom('teacher', 'officer', 'psych', 'deputy'),
  steps: fc.array(step, { minLength: 12, maxLength: 24 }),
})

/** How often a walk takes each way on, where it may. */
const WEIGHTS: Partial<Record<Move['name'], number>> = {
  vote: 6,
  close: 6,
  return: 0,
  withdraw: 0,
  recuse: 1,
  add: 2,
  decline: 1,
  support: 1,
}

/** Something that may be done now, by somebody who may: first what, then by whom. */
function onwardTry(model: Model, pick: number): (typeof TRIES)[number] | undefined {
  const allowed = TRIES.filter(({ actor, move }) => may(model, actor, move))
  const useful = allowed.filter(({ move }) => !(move.name === 'visit' && model.visited))
  const names = [...new Set(useful.map(({ move }) => move.name))]
  const weighted = names.flatMap(name => new Array<Move['name']>(WEIGHTS[name] ?? 3).fill(name))
  const name = weighted[pick % weighted.length]
  const tries = useful.filter(({ move }) => move.name === name)
  return tries[Math.floor(pick / 7) % tries.length]
}

const SUPPORT = {
  why: '不能等到评议以后。',
  services: [{ category: 'academicTutoring', provider: '三年级组', content: '课后辅导' }],
}

type Input = { endpoint: EndpointSpec; body?: object; visit?: true }

function requestOf(move: Move): Input {
  switch (move.name) {
    case 'submit':
      return { endpoint: submitApplication }
    case 'acceptIntake':
      return { endpoint: acceptIntake }
    case 'return':
      return { endpoint: returnApplication, body: { reason: 'other', text: '请补充' } }
    case 'completeScreening':
      return { endpoint: completeScreening, body: { sensitiveApplicant: 'notConcerned', note: null } }
    case 'visit':
      return { endpoint: recordVisit, body: VISIT, visit: true }
    case 'convene': {
      const [chair] = move.panel
      return { endpoint: convenePanel, body: { members: move.panel.map(school.id), chair: school.id(chair) } }
    }
    case 'add':
      return { endpoint: addPanelMember, body: { member: school.id(move.member) } }
    case 'vote':
      return { endpoint: giveOpinion, body: move.yes ? YES : { ...NO, feasibility: false } }
    case 'recuse':
      return { endpoint: recuseMember, body: { reason: 'relative' } }
    case 'close':
      return { endpoint: closePanel, body: { declineReason: 'notNecessary' } }
    case 'determine':
      return { endpoint: determineApplication, body: DETERMINATION }
    case 'decline':
      return { endpoint: declineApplication, body: { reason: 'notFeasible', text: '' } }
    case 'reconsider':
      return { endpoint: askReconsideration, body: { newFacts: '情况有了变化' } }
    case 'support':
      return { endpoint: startProvisional, body: SUPPORT }
    case 'withdraw':
      return { endpoint: withdrawApplication, body: { text: '不再需要' } }
  }
}

async function start(enterer: string): Promise<Journey> {
  const studentId = await school.addStudent()
  const { body } = done(await school.call(enterer, startApplication, { body: { studentId } }))
  await as(school, enterer, body.id, saveDraft, { body: COMPLETE })
  return { id: body.id, studentId, enterer }
}

async function attempt({ id, studentId }: Journey, actor: string, move: Move): Promise<boolean> {
  const { endpoint, body, visit } = requestOf(move)
  const reply = await school.call(actor, endpoint, {
    params: { id: visit ? studentId : id },
    ...(endpoint.ifMatch && { ifMatch: await versionOf(school, id) }),
    ...(body && { body }),
  })
  expect(reply.status, reply.text).toBeLessThan(500)
  return reply.status < 300
}

/** Nobody reads a vote before its time, but for their own. */
async function expectSeal({ id }: Journey, model: Model, reader: string): Promise<void> {
  const { status, body } = await school.call(reader, getPanel, { params: { id } })
  if (status !== 200) return
  const others = body.members.filter(({ name, opinion }) => opinion !== null && name !== reader)
  const votes = [...(model.panel?.seats ?? [])].filter(
    ([name, seat]) => ['yes', 'no'].includes(seat) && name !== reader,
  )
  expect(others.length, `votes that ${reader} reads`).toBe(isUnsealed(model) ? votes.length : 0)
}

/** What the page offers, for moves that need nothing but a will; the others depend on what is said with them. */
const OFFERS = {
  submit: 'submit',
  acceptIntake: 'acceptIntake',
  return: 'return',
  completeScreening: 'completeScreening',
  vote: 'vote',
  recuse: 'recuse',
  close: 'closePanel',
  determine: 'determine',
  decline: 'decline',
  reconsider: 'reconsider',
  support: 'startProvisional',
  withdraw: 'withdraw',
} as const

/** The page offers a step without a reason against it exactly where the server would take it. */
async function expectOffers({ id }: Journey, model: Model, reader: string): Promise<void> {
  const { status, body } = await school.call(reader, getApplication, { params: { id } })
  if (status !== 200) return
  const offered = body.offers.filter(({ blockers }) => blockers.length === 0).map(({ command }) => command)
  for (const [name, command] of Object.entries(OFFERS)) {
    const move = { name, ...(name === 'vote' && { yes: true }) } as Move
    const says = `${command} offered to ${reader} in ${model.status}`
    expect(offered.includes(command), says).toBe(may(model, reader, move))
  }
}

const READERS = ['officer', 'pan1', 'deputy', 'pan2']

/**
 * Each is some sixty requests; the rules alone are walked far more often beside them in `domain`. `WALKS=1000` walks
 * longer.
 */
const RUNS = Number(process.env['WALKS'] ?? 12)
const SEED = 20261012

it('never leaves F1, whoever tries what in which order', { timeout: 240_000 + RUNS * 5_000 }, async () => {
  const reached = new Set<string>()
  await fc.assert(
    fc.asyncProperty(walk, async ({ enterer, steps }) => {
      const journey = await start(enterer)
      const model: Model = {
        status: 'draft',
        enterer,
        visited: false,
        panel: null,
        earlier: null,
        supported: false,
        determinedBy: null,
      }
      for (const { pick, onward } of steps) {
        const { actor, move } = (onward && onwardTry(model, pick)) || TRIES[pick % TRIES.length]!
        const expected = may(model, actor, move)
        expect(
          await attempt(journey, actor, move),
          `${actor} ${JSON.stringify(move)} in ${model.status}`,
        ).toBe(expected)
        if (expected) doMove(model, actor, move)
        expect(await statusOf(school, journey.id)).toBe(model.status)
        if (model.panel) await expectSeal(journey, model, READERS[pick % READERS.length]!)
        await expectOffers(journey, model, actors[pick % actors.length]!)
        reached.add(model.status)
        if (model.earlier) reached.add('again')
        if (model.supported) reached.add('supported')
      }
      expect(model.determinedBy).not.toBe(enterer)
    }),
    { numRuns: RUNS, seed: SEED },
  )
  expect(await verifyAudit(school.ownerDb)).toEqual([])
  // Otherwise the walks would have been too short to say anything.
  expect(reached).toContain('determined')
  expect(reached).toContain('notDetermined')
  expect(reached).toContain('again')
  expect(reached).toContain('supported')
})
