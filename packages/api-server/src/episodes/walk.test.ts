import {
  closeExitPanel,
  confirmExit,
  conveneExitPanel,
  endTapering,
  getEpisode,
  giveExitOpinion,
  offerTransfer,
  proposeExit,
  recuseExitMember,
  refreshEpisode,
  refuseTransfer,
  reviewEpisode,
  withdrawTransfer,
  type EndpointSpec,
} from '@sunshine-aid/api-contract'
import type { EpisodeStatus, ExitVerdict } from '@sunshine-aid/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSchool, type School } from '../applications/testing/school.ts'
import { verifyAudit } from '../audit/verify.ts'
import { aSpell, PROPOSAL, spellVersion } from './testing/spells.ts'

let school: School
beforeAll(async () => {
  school = await openSchool()
  await school.promote('officer2', 'panelMember')
})
afterAll(() => school.close())

/** F1 after the determination once more, written from the brief alone, to compare the real thing with. */
interface Model {
  status: EpisodeStatus
  proposer: string | null
  panel: { chair: string; closed: boolean; seats: Map<string, ExitVerdict | 'waiting' | 'recused'> } | null
  offered: boolean
}

const MOVES = [
  'refresh',
  'review',
  'propose',
  'convene',
  'exit',
  'taper',
  'continue',
  'recuse',
  'close',
  'confirm',
  'decline',
  'endTapering',
  'offer',
  'takeBack',
  'refuse',
] as const
type Move = (typeof MOVES)[number]
const ACTORS = [
  'teacher',
  'officer',
  'officer2',
  'pan1',
  'pan2',
  'pan3',
  'pan4',
  'head',
  'neighbour',
] as const
type Actor = (typeof ACTORS)[number]
const OFFICERS: readonly Actor[] = ['officer', 'officer2']
const PANEL: readonly Actor[] = ['pan1', 'pan2', 'pan3', 'pan4']
const TRIES = ACTORS.flatMap(actor => MOVES.map(move => ({ actor, move })))

const votersOf = ({ panel }: Model) => [...(panel?.seats.values() ?? [])].filter(seat => seat !== 'recused')
const isUnsealed = (model: Model) => {
  const voters = votersOf(model)
  return model.panel !== null && voters.length >= 3 && !voters.includes('waiting')
}
function verdictOf(model: Model): ExitVerdict {
  const voters = votersOf(model)
  const share = (...verdicts: string[]) =>
    voters.filter(seat => verdicts.includes(seat)).length * 2 > voters.length
  if (share('exit')) return 'exit'
  return share('exit', 'taper') ? 'taper' : 'continue'
}

/** Whether `actor` may do `move` now. */
function may(model: Model, actor: Actor, move: Move): boolean {
  const { status, panel, offered, proposer } = model
  const officer = OFFICERS.includes(actor)
  const running = status === 'active'
  const judging = status === 'exitReview' && panel !== null && !panel.closed
  switch (move) {
    case 'refresh':
      return running && (officer || actor === 'teacher')
    case 'review':
    case 'propose':
    case 'offer':
      return running && officer && !offered
    case 'convene':
      return status === 'exitReview' && panel === null && (officer || actor === 'head')
    case 'exit':
    case 'taper':
    case 'continue':
    case 'recuse':
      return judging && panel.seats.get(actor) === 'waiting'
    case 'close':
      return judging && panel.chair === actor && isUnsealed(model)
    case 'confirm':
    case 'decline':
      return status === 'exitReview' && panel?.closed === true && actor === 'head' && proposer !== actor
    case 'endTapering':
      return status === 'tapering' && officer
    case 'takeBack':
      return running && officer && offered
    case 'refuse':
      return offered && actor === 'neighbour'
  }
}

/** What `move` by `actor` leads to, once it may be done. */
function doMove(model: Model, actor: Actor, move: Move): void {
  const { panel } = model
  if (move === 'propose') Object.assign(model, { status: 'exitReview', proposer: actor, panel: null })
  if (move === 'convene')
    model.panel = { chair: 'pan1', closed: false, seats: new Map(PANEL.map(member => [member, 'waiting'])) }
  if (move === 'exit' || move === 'taper' || move === 'continue') panel?.seats.set(actor, move)
  if (move === 'recuse' && panel) {
    panel.seats.set(actor, 'recused')
    if (panel.chair === actor)
      panel.chair = PANEL.find(member => panel.seats.get(member) !== 'recused') ?? actor
  }
  if (move === 'close' && panel) {
    panel.closed = true
    if (verdictOf(model) === 'continue') model.status = 'active'
  }
  if (move === 'confirm') model.status = verdictOf(model) === 'taper' ? 'tapering' : 'exited'
  if (move === 'decline') model.status = 'active'
  if (move === 'endTapering') model.status = 'exited'
  if (move === 'offer') model.offered = true
  if (move === 'takeBack' || move === 'refuse') model.offered = false
}

interface Request {
  readonly endpoint: EndpointSpec
  readonly body?: object
}

function requestOf(move: Move, model: Model): Request {
  const plan = { steps: [{ on: '2026-11-02', text: '改为每月一次' }], endsOn: '2026-12-31' }
  switch (move) {
    case 'refresh':
      return { endpoint: refreshEpisode, body: { stillFits: true, note: '稳定' } }
    case 'review':
      return { endpoint: reviewEpisode, body: { aidCategories: ['academicTutoring'], note: '继续' } }
    case 'propose':
      return { endpoint: proposeExit, body: PROPOSAL }
    case 'convene':
      return { endpoint: conveneExitPanel, body: { members: PANEL.map(school.id), chair: school.id('pan1') } }
    case 'exit':
    case 'taper':
    case 'continue':
      return { endpoint: giveExitOpinion, body: { verdict: move, grounds: '' } }
    case 'recuse':
      return { endpoint: recuseExitMember, body: { reason: 'relative' } }
    case 'close':
      return { endpoint: closeExitPanel }
    case 'confirm': {
      const tapers = verdictOf(model) === 'taper'
      return { endpoint: confirmExit, body: { agrees: true, plan: tapers ? plan : null, note: '' } }
    }
    case 'decline':
      return { endpoint: confirmExit, body: { agrees: false, plan: null, note: '再观察' } }
    case 'endTapering':
      return { endpoint: endTapering, body: { note: '已完成' } }
    case 'offer': {
      const toSchoolId = school.tree.c1k1s2.id
      return { endpoint: offerTransfer, body: { toSchoolId, summary: '继续辅导', consentGiven: true } }
    }
    case 'takeBack':
      return { endpoint: withdrawTransfer }
    case 'refuse':
      return { endpoint: refuseTransfer, body: { reason: 'other', text: '' } }
  }
}

async function attempt(id: string, model: Model, actor: Actor, move: Move): Promise<boolean> {
  const { endpoint, body } = requestOf(move, model)
  const target = move === 'refuse' ? await newestOffer(id) : { id, version: await spellVersion(school, id) }
  const reply = await school.call(actor, endpoint, {
    params: { id: target.id },
    ...(endpoint.ifMatch && { ifMatch: target.version }),
    ...(body && { body }),
  })
  expect(reply.status, reply.text).toBeLessThan(500)
  return reply.status < 300
}

async function newestOffer(episodeId: string) {
  const row = await school.asOwner(trx =>
    trx
      .selectFrom('transfer')
      .select(['id', 'version'])
      .where('episode_id', '=', episodeId)
      .orderBy(eb => eb('status', '=', 'offered'), 'desc')
      .limit(1)
      .executeTakeFirst(),
  )
  return row ?? { id: episodeId, version: 1 }
}

/** The state as it is kept, the history's last word, and that nobody reads a judgement before its time. */
async function expectAs(id: string, model: Model, reader: Actor): Promise<void> {
  const { status, body } = await school.call(reader, getEpisode, { params: { id } })
  if (status !== 200) return
  expect(body.status).toBe(model.status)
  if (body.events.length > 0) expect(body.events.at(-1)?.to).toBe(model.status)
  const read = (body.exitReview?.members ?? []).filter(
    ({ opinion, name }) => opinion !== null && name !== reader,
  )
  if (model.status === 'exitReview' && !isUnsealed(model)) expect(read, `read by ${reader}`).toEqual([])
}

/** Something that may be done now, mostly; else anything by anybody. */
function tryOf(model: Model, pick: number, onward: boolean): (typeof TRIES)[number] {
  const allowed = TRIES.filter(({ actor, move }) => may(model, actor, move))
  const names = [...new Set(allowed.map(({ move }) => move))].filter(
    move => pick % 5 === 0 || !['refresh', 'review', 'recuse', 'refuse'].includes(move),
  )
  const name = names[pick % Math.max(names.length, 1)]
  const tries = onward ? allowed.filter(({ move }) => move === name) : []
  return tries[Math.floor(pick / 7) % Math.max(tries.length, 1)] ?? TRIES[pick % TRIES.length]!
}

const step = fc.record({ pick: fc.nat(), onward: fc.integer({ min: 0, max: 9 }).map(chance => chance < 8) })

it(
  'never leaves F1, whoever tries what in which order, and both trails stay whole',
  { timeout: 240_000 },
  async () => {
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 14, maxLength: 22 }), async steps => {
        const { id } = await aSpell(school)
        const model: Model = { status: 'active', proposer: null, panel: null, offered: false }
        for (const { pick, onward } of steps) {
          const { actor, move } = tryOf(model, pick, onward)
          const expected = may(model, actor, move)
          expect(await attempt(id, model, actor, move), `${actor} ${move} in ${model.status}`).toBe(expected)
          if (expected) doMove(model, actor, move)
          await expectAs(id, model, ACTORS[pick % ACTORS.length]!)
          reached.add(model.status)
        }
      }),
      { numRuns: 5, seed: 20261014, endOnFailure: true },
    )
    // Otherwise the walks would have been too short to say anything.
    expect([...reached].toSorted()).toEqual(['active', 'exitReview', 'exited', 'tapering'])
    expect(await verifyAudit(school.ownerDb)).toEqual([])
  },
)
