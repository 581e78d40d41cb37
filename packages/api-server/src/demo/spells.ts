import {
  addDays,
  addMonths,
  chinaDay,
  daysBetween,
  exitVerdict,
  WORDS,
  type AidCategory,
  type Day,
  type EpisodeHappening,
  type EpisodeStatus,
  type ExitVerdict,
} from '@sunshine-aid/domain'
import { sealedOpinion } from '../episodes/exitQueries.ts'
import { bytes, type Row } from './rows.ts'
import type { Person, School } from './staff.ts'
import type { DemoStudent, Making } from './students.ts'
import { EXIT_GROUNDS, LEVEL_FACTS, REFRESH_NOTES, SERVICES } from './texts.ts'

/** How far a made-up spell of help has come; an exit is proposed, being judged, or waits for the head. */
export type SpellStage = 'active' | 'proposed' | 'voting' | 'closed' | 'tapering' | 'exited'

export interface DemoSpell {
  readonly id: string
  readonly startedOn: Day
  /** Of `exited`. */
  readonly endedOn: Day | null
  readonly stage: SpellStage
  readonly aidCategories: readonly AidCategory[]
}

const STATUS: Readonly<Record<SpellStage, EpisodeStatus>> = {
  active: 'active',
  proposed: 'exitReview',
  voting: 'exitReview',
  closed: 'exitReview',
  tapering: 'tapering',
  exited: 'exited',
}
/** Days from an exit's proposal to the head's word. */
const EXIT_DAYS = 9
/** A quarter of the spells has not been looked at in time: the lists of what is due have something to show. */
const REFRESHED = 0.75

type Lived = Pick<
  Row<'episode'>,
  | 'status'
  | 'refreshed_on'
  | 'end_reason'
  | 'end_reason_text'
  | 'tapering_steps'
  | 'tapering_ends_on'
  | 'version'
>

/** What has happened to a spell since it began, as rows of its own and as columns of the episode. */
export function liveSpell(spell: DemoSpell, school: School, student: DemoStudent, making: Making): Lived {
  const { stage } = spell
  const diary = new Diary(spell, student, making)
  const refreshedOn = refreshes(spell, student, diary, making)
  const over = stage === 'tapering' || stage === 'exited'
  if (stage !== 'active') addExit(spell, school, student, diary, making)
  const endsOn = stage === 'tapering' ? addDays(chinaDay(making.now), 45) : null
  return {
    status: STATUS[stage],
    refreshed_on: refreshedOn,
    end_reason: over ? 'normalLevel' : null,
    end_reason_text: over ? WORDS.endReason.normalLevel['zh-CN'] : null,
    tapering_steps: endsOn ? [{ on: addDays(endsOn, -28), text: '改为每月一次' }] : null,
    tapering_ends_on: endsOn,
    version: 1 + diary.entries,
  }
}

/** Writes the history of one spell. */
class Diary {
  entries = 0
  readonly #spell: DemoSpell
  readonly #student: DemoStudent
  readonly #making: Making

  constructor(spell: DemoSpell, student: DemoStudent, making: Making) {
    this.#spell = spell
    this.#student = student
    this.#making = making
  }

  write(
    happening: EpisodeHappening,
    on: Day,
    { id, name }: Person,
    role: NonNullable<Row<'episode_event'>['actor_role']>,
    [from, to]: readonly [EpisodeStatus, EpisodeStatus],
    note: { readonly code?: string; readonly text?: string } = {},
  ): void {
    this.#making.batch.add('episode_event', {
      episode_id: this.#spell.id,
      org_path: this.#student.place.path,
      at: this.moment(on),
      actor_id: id,
      actor_name: name,
      actor_role: role,
      happening,
      from_status: from,
      to_status: to,
      reason_code: note.code ?? null,
      text: note.text ?? null,
    })
    this.entries += 1
  }

  /** In the morning of `on`, a few minutes after what was written before. */
  moment(on: Day): Date {
    return new Date(Date.parse(`${on}T01:00:00.000Z`) + this.entries * 7 * 60_000)
  }
}

/** A look every quarter until today, as far as somebody took it; returns the day of the last one. */
function refreshes(
  { id, startedOn, endedOn, aidCategories }: DemoSpell,
  { place, random }: DemoStudent,
  diary: Diary,
  { batch, now }: Making,
): Day | null {
  const until = addDays(endedOn ?? chinaDay(now), -EXIT_DAYS)
  let last: Day | null = null
  for (let day = addMonths(startedOn, 3); day < until; day = addMonths(day, 3)) {
    if (!random.chance(REFRESHED)) continue
    const note = random.pick(REFRESH_NOTES)
    batch.add('episode_review', {
      id: random.uuid(),
      episode_id: id,
      org_path: place.path,
      kind: 'refresh',
      reviewed_on: day,
      still_fits: true,
      aid_categories: [...aidCategories],
      note,
      by_id: place.teacher.id,
      by_name: place.teacher.name,
      by_role: 'classTeacher',
      recorded_at: diary.moment(day),
    })
    diary.write('refresh', day, place.teacher, 'classTeacher', ['active', 'active'], { text: note })
    last = day
  }
  return last
}

const VERDICTS: Readonly<Record<SpellStage, readonly ExitVerdict[]>> = {
  active: [],
  proposed: [],
  voting: ['exit', 'taper'],
  closed: ['exit', 'exit', 'taper'],
  tapering: ['taper', 'exit', 'continue'],
  exited: ['exit', 'exit', 'exit'],
}
const PANEL = 3

/** The way out as far as it has come: evidence, panel, opinions under seal, the head's word. */
function addExit(spell: DemoSpell, school: School, student: DemoStudent, diary: Diary, making: Making): void {
  const { id: episode_id, stage, aidCategories } = spell
  const { random, place } = student
  const { batch, keyring, now } = making
  const [officer] = school.officers
  const id = random.uuid()
  const said = VERDICTS[stage]
  const over = stage === 'tapering' || stage === 'exited'
  const closed = over || stage === 'closed'
  // The head's word ends a spell that has ended, and was given a while ago where the help tapers off.
  const lastDay = spell.endedOn ?? addDays(chinaDay(now), stage === 'tapering' ? -20 : -1)
  const from = addDays(lastDay, -EXIT_DAYS)
  const proposedOn = daysBetween(spell.startedOn, from) > 0 ? from : spell.startedOn
  const members = stage === 'proposed' ? [] : random.some(school.panel, PANEL)
  const verdict = closed ? exitVerdict(panelOf(members, said)) : null
  diary.write('proposeExit', proposedOn, officer, 'aidOfficer', ['active', 'exitReview'], {
    code: 'normalLevel',
  })
  const proposedAt = diary.moment(proposedOn)
  if (members.length > 0)
    diary.write('convene', proposedOn, officer, 'aidOfficer', ['exitReview', 'exitReview'])
  batch.add('exit_review', {
    id,
    episode_id,
    org_path: place.path,
    proposer: 'aidOfficer',
    reason: 'normalLevel',
    evidence: aidCategories.map(category => ({ category, level: 'at', text: random.pick(LEVEL_FACTS) })),
    proposed_by: officer.id,
    proposed_by_name: officer.name,
    proposed_at: proposedAt,
    chair_id: members[0]?.id ?? null,
    convened_at: members.length > 0 ? proposedAt : null,
    opened_at: closed ? diary.moment(lastDay) : null,
    closed_at: closed ? diary.moment(lastDay) : null,
    verdict,
    confirmed_by: over ? school.head.id : null,
    confirmed_by_name: over ? school.head.name : null,
    confirmed_at: over ? diary.moment(lastDay) : null,
    agreed: over ? true : null,
    ended: over,
  })
  for (const [at, person] of members.entries()) {
    const opinion = said[at]
    const grounds = random.pick(EXIT_GROUNDS)
    batch.add('exit_opinion', {
      review_id: id,
      episode_id,
      org_path: place.path,
      account_id: person.id,
      name: person.name,
      recused: null,
      opinion_sealed: opinion
        ? bytes(
            sealedOpinion(keyring, { review_id: id, account_id: person.id }, { verdict: opinion, grounds }),
          )
        : null,
      voted_at: opinion ? diary.moment(proposedOn) : null,
      version_seen: opinion ? 1 + diary.entries : null,
    })
    if (opinion) diary.write('vote', proposedOn, person, 'panelMember', ['exitReview', 'exitReview'])
  }
  const [chair] = members
  if (closed && chair)
    diary.write('closePanel', lastDay, chair, 'panelMember', ['exitReview', 'exitReview'], {
      code: verdict ?? 'continue',
    })
  if (over)
    diary.write('confirmExit', lastDay, school.head, 'schoolHead', ['exitReview', STATUS[stage]], {
      code: verdict ?? 'exit',
    })
}

function panelOf(members: readonly Person[], said: readonly ExitVerdict[]) {
  return {
    status: 'closed' as const,
    opened: true,
    chair: members[0]?.id ?? '',
    members: members.map(({ id: accountId }, at) => ({
      accountId,
      recused: false,
      voted: said[at] !== undefined,
      opinion: said[at] ?? null,
    })),
  }
}

/** Help that began before the requests were kept here, a year ago and more: its yearly review is due. */
const EXAMPLES: readonly { readonly stage: SpellStage; readonly daysAgo: number }[] = [
  { stage: 'active', daysAgo: 350 },
  { stage: 'active', daysAgo: 372 },
  { stage: 'proposed', daysAgo: 260 },
  { stage: 'voting', daysAgo: 300 },
  { stage: 'closed', daysAgo: 280 },
  { stage: 'tapering', daysAgo: 240 },
  { stage: 'exited', daysAgo: 330 },
]

/** In demo schools, one spell of each kind for students who have no request. */
export function addSpellExamples(school: School, free: readonly DemoStudent[], making: Making): void {
  // From the end: other examples are taken from the front.
  const students = free.filter(({ enrolled }) => enrolled).slice(-EXAMPLES.length)
  for (const [at, { stage, daysAgo }] of EXAMPLES.entries()) {
    const student = students[at]
    if (!student) return
    const today = chinaDay(making.now)
    const spell: DemoSpell = {
      id: student.random.uuid(),
      startedOn: addDays(today, -daysAgo),
      endedOn: stage === 'exited' ? addDays(today, -40) : null,
      stage,
      aidCategories: ['academicTutoring', 'familyGuidance'],
    }
    addExample(spell, school, student, making)
  }
}

function addExample(spell: DemoSpell, school: School, student: DemoStudent, making: Making): void {
  const { batch } = making
  const { random, place } = student
  batch.add('episode', {
    id: spell.id,
    student_id: student.id,
    org_path: place.path,
    school_id: school.plan.id,
    application_id: null,
    previous_id: null,
    aid_categories: [...spell.aidCategories],
    started_on: spell.startedOn,
    ended_on: spell.endedOn,
    ...liveSpell(spell, school, student, making),
  })
  for (const category of spell.aidCategories) {
    const { provider, content } = random.pick(SERVICES[category])
    batch.add('aid_service', {
      id: random.uuid(),
      category,
      provider,
      content,
      episode_id: spell.id,
      org_path: place.path,
      starts_on: addDays(spell.startedOn, 7),
      status: spell.stage === 'exited' ? 'delivered' : 'started',
    })
  }
}
