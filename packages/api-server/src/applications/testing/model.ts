import type { ApplicationStatus, Role } from '@sunshine-aid/domain'

/**
 * F1 and D6 once more, written from the brief alone and as short as it can be said, to compare the real thing with.
 * It shares no code with the rules: a mistake would have to be made twice.
 */
export interface Model {
  status: ApplicationStatus
  readonly enterer: string
  visited: boolean
  panel: { chair: string; seats: Map<string, 'waiting' | 'yes' | 'no' | 'recused'> } | null
  /** The panel before a reconsideration, of which there is at most one. */
  earlier: Model['panel']
  /** Support began before the decision; it is given once. */
  supported: boolean
  determinedBy: string | null
}

export const QUORUM = 3

/** Everybody who tries, with their roles at the school of the request. */
export const ACTORS: Readonly<Record<string, readonly Role[]>> = {
  teacher: ['classTeacher'],
  officer: ['aidOfficer'],
  officer2: ['aidOfficer'],
  psych: ['psychTeacher'],
  pan1: ['panelMember'],
  pan2: ['panelMember'],
  pan3: ['panelMember'],
  pan4: ['panelMember'],
  head: ['schoolHead'],
  // Head, teacher and panel member in one person.
  deputy: ['schoolHead', 'panelMember', 'classTeacher'],
  // Without any role here.
  neighbour: [],
}

export const PANELS = [
  ['pan1', 'pan2', 'pan3'],
  ['pan2', 'pan1', 'psych'],
  ['pan1', 'pan2', 'pan3', 'pan4'],
  ['pan3', 'deputy', 'pan1'],
  ['psych', 'deputy', 'pan4', 'pan2'],
  ['deputy', 'pan1', 'pan2'],
  ['pan1', 'pan2'],
] as const

/** A command with what it needs to be told. */
export type Move =
  | {
      readonly name:
        | 'submit'
        | 'acceptIntake'
        | 'return'
        | 'completeScreening'
        | 'visit'
        | 'close'
        | 'determine'
        | 'decline'
    }
  | { readonly name: 'withdraw' | 'recuse' | 'reconsider' | 'support' }
  | { readonly name: 'convene'; readonly panel: (typeof PANELS)[number] }
  | { readonly name: 'add'; readonly member: string }
  | { readonly name: 'vote'; readonly yes: boolean }

const has = (actor: string, ...roles: Role[]) => ACTORS[actor]?.some(role => roles.includes(role)) ?? false
const isOpen = ({ status }: Model) => !['determined', 'notDetermined', 'withdrawn'].includes(status)
const votersOf = (panel: NonNullable<Model['panel']>) =>
  [...panel.seats.values()].filter(seat => seat !== 'recused')
const maySit = (actor: string, model: Model) =>
  has(actor, 'panelMember', 'psychTeacher') && actor !== model.enterer
const inFavour = (panel: NonNullable<Model['panel']>) => [...panel.seats].filter(([, seat]) => seat === 'yes')

/** Everybody who may vote has, and they are a quorum. */
export function isUnsealed({ panel }: Model): boolean {
  if (!panel) return false
  const voters = votersOf(panel)
  return voters.length >= QUORUM && !voters.includes('waiting')
}

/** Whether `actor` may do `move` now. */
export function may(model: Model, actor: string, move: Move): boolean {
  const { status, panel, enterer } = model
  const officer = has(actor, 'aidOfficer')
  const reviewing = status === 'underReview'
  switch (move.name) {
    case 'submit':
      return (status === 'draft' || status === 'returned') && actor === enterer
    case 'acceptIntake':
      return status === 'submitted' && officer && actor !== enterer
    case 'return':
      return status === 'screening' && officer
    case 'completeScreening':
      return status === 'screening' && officer && actor !== enterer
    case 'visit':
      return has(actor, 'classTeacher', 'aidOfficer', 'schoolHead', 'psychTeacher')
    case 'convene':
      return reviewing && !panel && has(actor, 'aidOfficer', 'schoolHead') && isProper(move.panel, model)
    case 'add':
      return (
        reviewing &&
        panel !== null &&
        has(actor, 'aidOfficer', 'schoolHead') &&
        !isUnsealed(model) &&
        !panel.seats.has(move.member) &&
        maySit(move.member, model) &&
        model.earlier?.seats.get(move.member) !== 'recused'
      )
    case 'vote':
    case 'recuse':
      return reviewing && panel?.seats.get(actor) === 'waiting'
    case 'close':
      return reviewing && panel?.chair === actor && isUnsealed(model)
    case 'determine':
      return status === 'awaitingDetermination' && has(actor, 'schoolHead') && mayDecide(model, actor)
    case 'decline':
      return status === 'awaitingDetermination' && has(actor, 'schoolHead') && isIndependent(model, actor)
    case 'reconsider':
      return status === 'notDetermined' && !model.earlier && (actor === enterer || has(actor, 'classTeacher'))
    case 'support':
      // What these requests say is no crisis, so only the officer starts it.
      return isOpen(model) && status !== 'draft' && officer && !model.supported
    case 'withdraw':
      return isOpen(model) && (actor === enterer || officer)
  }
}

function isProper([chair, ...others]: readonly string[], model: Model): boolean {
  const members = [chair ?? '', ...others]
  return (
    members.length >= QUORUM &&
    members.every(member => maySit(member, model)) &&
    !has(chair ?? '', 'schoolHead') &&
    (!model.earlier || isFresh(members, model, model.earlier))
  )
}

/** Judges again: led by somebody else, nobody who stepped back, half of it new as far as there are new people. */
function isFresh([chair, ...others]: readonly string[], model: Model, { chair: led, seats }: Round): boolean {
  const members = [chair ?? '', ...others]
  const isNew = (account: string) => !seats.has(account)
  const newPeople = Object.keys(ACTORS).filter(account => maySit(account, model) && isNew(account))
  return (
    chair !== led &&
    members.every(member => seats.get(member) !== 'recused') &&
    members.filter(isNew).length >= Math.min(Math.ceil(members.length / 2), newPeople.length)
  )
}
type Round = NonNullable<Model['panel']>

const mayDecide = (model: Model, actor: string) => model.visited && isIndependent(model, actor)

function isIndependent({ enterer, panel, earlier }: Model, actor: string): boolean {
  if (!panel || earlier?.chair === actor || earlier?.seats.get(actor) === 'recused') return false
  const recommenders = inFavour(panel).map(([account]) => account)
  const alone = recommenders.length === 1 && recommenders[0] === actor
  return actor !== enterer && actor !== panel.chair && panel.seats.get(actor) !== 'recused' && !alone
}

/** What `move` by `actor` leads to, once it may be done. */
export function doMove(model: Model, actor: string, move: Move): void {
  const { panel } = model
  switch (move.name) {
    case 'submit':
      model.status = 'submitted'
      return
    case 'acceptIntake':
      model.status = 'screening'
      return
    case 'return':
      model.status = 'returned'
      return
    case 'completeScreening':
      model.status = model.visited ? 'underReview' : 'awaitingVisit'
      return
    case 'visit':
      model.visited = true
      if (model.status === 'awaitingVisit') model.status = 'underReview'
      return
    case 'convene':
      model.panel = { chair: move.panel[0], seats: new Map(move.panel.map(member => [member, 'waiting'])) }
      return
    case 'add':
      panel?.seats.set(move.member, 'waiting')
      return
    case 'vote':
      panel?.seats.set(actor, move.yes ? 'yes' : 'no')
      return
    case 'recuse':
      panel?.seats.set(actor, 'recused')
      if (panel?.chair === actor) panel.chair = nextChair(panel) ?? actor
      return
    case 'close':
      if (panel)
        model.status =
          inFavour(panel).length * 2 > votersOf(panel).length ? 'awaitingDetermination' : 'notDetermined'
      return
    case 'determine':
      model.status = 'determined'
      model.determinedBy = actor
      return
    case 'decline':
      model.status = 'notDetermined'
      return
    case 'reconsider':
      model.earlier = panel
      model.panel = null
      model.status = model.visited ? 'underReview' : 'awaitingVisit'
      return
    case 'support':
      model.supported = true
      return
    case 'withdraw':
      model.status = 'withdrawn'
  }
}

/** By name, nobody who is head: they confirm in the end. */
function nextChair({ seats }: NonNullable<Model['panel']>): string | undefined {
  const others = [...seats].filter(([account, seat]) => seat !== 'recused' && !has(account, 'schoolHead'))
  return others.map(([account]) => account).sort()[0]
}
