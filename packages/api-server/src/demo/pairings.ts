import { addDays, chinaDay, type Day } from '@sunshine-aid/domain'
import type { Case } from './cases.ts'
import type { Mentor } from './staff.ts'
import type { Making } from './students.ts'

interface Spell {
  readonly id: string
  readonly startedOn: Day
  readonly endedOn: Day | null
}

/** How often a mentor of each kind has been found; the rest is what the gap lists are about. */
const FOUND = { aid: 0.86, psych: 0.74 } as const
/** Of these, how many have not answered yet. */
const PENDING = 0.06

/** 双育人导师: an aid and a psych mentor where one has a place left (ME-02, ME-05). */
export function addPairings({ school, student }: Case, spell: Spell, making: Making): void {
  for (const kind of ['aid', 'psych'] as const) {
    if (!student.random.chance(FOUND[kind])) continue
    const mentor = school.mentors
      .filter(candidate => candidate.kind === kind && candidate.free > 0)
      .sort((a, b) => b.free - a.free)[0]
    if (mentor) addPairing(student, spell, mentor, making)
  }
}

function addPairing(
  { id, place, random }: Case['student'],
  spell: Spell,
  mentor: Mentor,
  making: Making,
): void {
  const acceptedOn = addDays(spell.startedOn, random.between(1, 12))
  const pending = random.chance(PENDING) || acceptedOn > chinaDay(making.now)
  if (spell.endedOn === null) mentor.free -= 1
  making.batch.add('pairing', {
    id: random.uuid(),
    episode_id: spell.id,
    student_id: id,
    org_path: place.path,
    mentor_id: mentor.mentorId,
    mentor_account_id: mentor.id,
    kind: mentor.kind,
    accepted_on: pending ? null : acceptedOn,
    ended_on: spell.endedOn,
  })
}
