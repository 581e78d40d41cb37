import type { ApplicationCommand, Role } from '@sunshine-aid/domain'
import type { Case } from './cases.ts'
import type { Seat } from './panels.ts'
import { bytes } from './rows.ts'
import type { Person } from './staff.ts'
import type { Making } from './students.ts'

/** What happened, step by step, each by the person who does that. */
export function addEvents(made: Case, seats: readonly Seat[], { batch }: Making): void {
  const { id, student, steps } = made
  const voters = seats.filter(seat => seat.recused === null)
  let votes = 0
  steps.forEach(([command, to, at], index) => {
    const voter = command === 'vote' ? voters[votes++] : undefined
    const actor = actorOf(command, made, seats, voter)
    batch.add('application_event', {
      application_id: id,
      org_path: student.place.path,
      at,
      actor_id: actor.person.id,
      actor_name: actor.person.name,
      actor_role: actor.role,
      command,
      from_status: index === 0 ? null : (steps[index - 1]?.[1] ?? null),
      to_status: to,
      reason_code: REASON_CODES[command] ?? null,
      text: TEXTS[command] ?? null,
      digest: voter?.sealed ? bytes(voter.sealed.commitment) : null,
    })
  })
}

const REASON_CODES: Readonly<Partial<Record<ApplicationCommand, string>>> = {
  return: 'factsUnclear',
  recuse: 'relative',
}
const TEXTS: Readonly<Partial<Record<ApplicationCommand, string>>> = {
  return: '请补充近期家庭情况和已经采取的帮助措施，便于评议时了解。',
  withdraw: '家长来电说明情况已经好转，暂不需要，撤回申请。',
}

function actorOf(
  command: ApplicationCommand,
  { school, entered, officer, student }: Case,
  seats: readonly Seat[],
  voter: Seat | undefined,
): { readonly person: Person; readonly role: Role } {
  const [chair] = seats
  switch (command) {
    case 'start':
    case 'submit':
    case 'withdraw':
      return { person: entered.by, role: entered.as }
    case 'recordVisit':
      return { person: student.place.teacher, role: 'classTeacher' }
    case 'vote':
      return { person: voter?.person ?? officer, role: 'panelMember' }
    case 'recuse':
      return { person: seats.find(seat => seat.recused !== null)?.person ?? officer, role: 'panelMember' }
    case 'closePanel':
      return { person: chair?.person ?? officer, role: 'panelMember' }
    case 'determine':
      return { person: school.head, role: 'schoolHead' }
    default:
      return { person: officer, role: 'aidOfficer' }
  }
}
