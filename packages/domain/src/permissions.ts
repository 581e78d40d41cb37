import type { Role } from './roles.ts'

/**
 * How far a permission reaches for a role (F2):
 * - `place`: every record at or below the organisation where the role is held;
 * - `own`: records about oneself or one's child;
 * - `assigned`: records that one was given: a panel that one sits on, a student whom one mentors or teaches;
 * - `delegated`: records that wait for the head's confirmation, for whom the head let confirm;
 * - `sample`: the reproducible random sample of the auditor (AD-04);
 * - `aggregate`: figures only, with small cells suppressed.
 */
export type Reach = 'place' | 'own' | 'assigned' | 'delegated' | 'sample' | 'aggregate'

const school = { aidOfficer: 'place', schoolHead: 'place' } as const
const regions = { countyAdmin: 'aggregate', cityAdmin: 'aggregate', provinceAdmin: 'aggregate' } as const
const family = { student: 'own', guardian: 'own' } as const

/**
 * The permission matrix F2 as data: who may do what, and how far. A role that is not named may not.
 * A class teacher holds the role at a class, so `place` is that class.
 */
export const PERMISSIONS = {
  /** Start, write and submit a request (F2 row 1). */
  'application.submit': {
    ...family,
    classTeacher: 'place',
    aidOfficer: 'place',
    mentor: 'assigned',
    psychTeacher: 'place',
  },
  /** Where a request stands and who is next; no case file (row 2). */
  'application.follow': { ...family, classTeacher: 'place', ...school },
  /** The case file of a request (row 5), and the enterer's own. */
  'application.read': {
    classTeacher: 'place',
    ...school,
    panelMember: 'assigned',
    mentor: 'assigned',
    psychTeacher: 'place',
    auditor: 'sample',
  },
  'application.screen': { aidOfficer: 'place' },
  /** Go on with a draft whose enterer does not work here any more. */
  'application.takeOver': { classTeacher: 'place', aidOfficer: 'place' },
  /** What waits for oneself, whatever it is. */
  'work.read': {
    classTeacher: 'own',
    aidOfficer: 'own',
    panelMember: 'own',
    schoolHead: 'own',
    mentor: 'own',
    psychTeacher: 'own',
    auditor: 'own',
  },
  /** Requests that nobody can move on. */
  'work.free': school,
  /** Help that does not wait for the decision (AP-05); whether a psych teacher may is up to the case (AP-13). */
  'provisional.start': { aidOfficer: 'place', psychTeacher: 'place' },
  /** The applicant side, for a request that somebody else entered. */
  'application.reconsider': { ...family, classTeacher: 'place' },
  'panel.convene': school,
  'panel.read': { ...school, panelMember: 'assigned', psychTeacher: 'assigned', auditor: 'sample' },
  'panel.vote': { panelMember: 'assigned', psychTeacher: 'assigned' },
  /** The meetings of panels: of the school, or those in which one sits; say whether one comes, lead it. */
  'meeting.attend': { ...school, panelMember: 'assigned', psychTeacher: 'assigned' },
  'panel.close': { panelMember: 'assigned', psychTeacher: 'assigned' },
  /** Release a member who cannot judge any more: who convenes, or the chair. */
  'panel.release': { ...school, panelMember: 'assigned', psychTeacher: 'assigned' },
  /** The school's own confirmation (AP-07). */
  'application.determine': { schoolHead: 'place' },
  /** Let somebody confirm in one's stead, and end it. */
  'delegation.grant': { schoolHead: 'place' },
  'delegation.read': {
    ...school,
    classTeacher: 'own',
    panelMember: 'own',
    mentor: 'own',
    psychTeacher: 'own',
  },
  /** How far agreed services have come. */
  'service.read': { classTeacher: 'place', ...school, mentor: 'assigned', psychTeacher: 'place' },
  'service.record': { aidOfficer: 'place', mentor: 'assigned' },
  'psychService.record': { psychTeacher: 'place' },
  'student.read': { classTeacher: 'place', ...school, mentor: 'assigned', psychTeacher: 'place' },
  /** Whom a sweep proposes, and what was decided on it (AP-20). */
  'sweep.read': { classTeacher: 'place', ...school },
  'sweep.start': { aidOfficer: 'place' },
  /** Taking up a proposal starts a draft, so whoever may do it may start one too. */
  'sweep.decide': { classTeacher: 'place', aidOfficer: 'place' },
  /** Proposals beside the population, in figures (PS-06). */
  'sweepBalance.read': { ...school, ...regions, auditor: 'aggregate' },
  'student.import': { aidOfficer: 'place' },
  'visit.read': {
    ...family,
    classTeacher: 'place',
    ...school,
    mentor: 'assigned',
    psychTeacher: 'place',
    auditor: 'sample',
  },
  'visit.record': { classTeacher: 'place', ...school, mentor: 'assigned', psychTeacher: 'place' },
  /** Say who visits, when and how (AP-23). */
  'visit.plan': { classTeacher: 'place', ...school },
  'staff.read': { classTeacher: 'place', ...school, psychTeacher: 'place' },
  'mentor.roster': { ...school, mentor: 'own', psychTeacher: 'own' },
  'archive.read': { classTeacher: 'place', ...school, mentor: 'assigned', psychTeacher: 'place' },
  'aidHistory.read': { ...family, ...school, mentor: 'assigned' },
  'coverage.read': { ...school, ...regions, auditor: 'place' },
  /** Gap lists carry names, so no administrator above the school has them (PS-01). */
  'gap.read': { classTeacher: 'place', ...school, mentor: 'assigned', psychTeacher: 'assigned' },
  /** A workbook leaves by two hands: one asks, another one approves (F2 “export”, trust rule 19). */
  'export.ask': school,
  'export.approve': school,
  /** What is in force, where it comes from and what is proposed; nothing about anybody (row: policy profile). */
  'policy.read': {
    ...school,
    countyAdmin: 'place',
    cityAdmin: 'place',
    provinceAdmin: 'place',
    auditor: 'place',
  },
  /** At one's own place; a school only what is the school's. */
  'policy.propose': { aidOfficer: 'place', countyAdmin: 'place', cityAdmin: 'place', provinceAdmin: 'place' },
  'policy.approve': { schoolHead: 'place', cityAdmin: 'place', provinceAdmin: 'place' },
  /** The list of services (AP-10): counties supply shared ones, schools refine. */
  'aidList.refine': { aidOfficer: 'place', countyAdmin: 'place', cityAdmin: 'place', provinceAdmin: 'place' },
  /** Semesters and holidays (D9). */
  'calendar.set': { countyAdmin: 'place', cityAdmin: 'place' },
  /** Who has looked (D11); a family sees that of its own child. */
  'accessLog.read': { ...family, ...school, auditor: 'place' },
  /** How much one account reads in a day (G21). */
  'reading.read': { schoolHead: 'place', auditor: 'place' },
  /** An auditor reads and does nothing. */
  'reading.settle': { schoolHead: 'place' },
  /** A spell of help with its reviews; whoever sits on the panel of its exit sees that one. */
  'episode.read': {
    classTeacher: 'place',
    ...school,
    mentor: 'assigned',
    psychTeacher: 'place',
    panelMember: 'assigned',
  },
  /** The quarterly look: whoever sees the student every week (AP-30). */
  'episode.refresh': {
    classTeacher: 'place',
    aidOfficer: 'place',
    mentor: 'assigned',
    psychTeacher: 'place',
  },
  /** The yearly review, and what follows from a tapering plan (AP-30, AP-32). */
  'episode.review': { aidOfficer: 'place' },
  'episode.proposeExit': { aidOfficer: 'place', mentor: 'assigned' },
  'episode.confirmExit': { schoolHead: 'place' },
  /** Offers to and from other schools (AP-14). */
  'transfer.read': school,
  'transfer.manage': { aidOfficer: 'place' },
  /** 退学、开除提前告知 (AP-19). */
  'notice.read': { classTeacher: 'place', ...school },
  'notice.file': { classTeacher: 'place', aidOfficer: 'place' },
  'notice.acknowledge': { aidOfficer: 'place' },
} as const satisfies Record<string, Partial<Record<Role, Reach>>>

export type Permission = keyof typeof PERMISSIONS
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[]

/** How far `permission` reaches for `role`, or `null` where the role may not. */
export function reachOf(permission: Permission, role: Role): Reach | null {
  const row: Partial<Record<Role, Reach>> = PERMISSIONS[permission]
  return row[role] ?? null
}

/** What the head lets a delegate do (F1): read the cases that wait for the confirmation, and confirm. */
export const DELEGATED_PERMISSIONS: readonly Permission[] = [
  'application.follow',
  'application.read',
  'application.determine',
  'panel.read',
  'visit.read',
]

/** Permissions that at least one of `roles` gives. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return PERMISSION_NAMES.filter(permission => roles.some(role => reachOf(permission, role) !== null))
}
