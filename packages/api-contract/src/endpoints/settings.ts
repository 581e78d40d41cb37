import {
  AcademicYear,
  AidItem,
  AidItemContent,
  AidItemId,
  CalendarYear,
  Day,
  internal,
  listOf,
  Moment,
  NewProposal,
  nullable,
  open,
  optional,
  OrgId,
  OrgKind,
  ProposalDecision,
  record,
  SchoolStage,
  SettingState,
  SettingValueOrNone,
  text,
  Version,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'

const tag = 'settings'
const place = record({ id: OrgId })

/** Key of a value; one that no release knows any more still stands in the history. */
export const SettingKeyName = open(z.string().regex(/^[A-Za-z][A-Za-z.]{0,63}$/))
const ofKey = record({ id: OrgId, key: SettingKeyName })
const ProposalId = internal(z.uuid())

/** One version of one value: proposed by somebody, decided by somebody else, kept for good. */
export const SettingVersion = record({
  id: ProposalId,
  key: SettingKeyName,
  orgId: OrgId,
  orgName: internal(text(80)),
  orgKind: open(OrgKind),
  value: SettingValueOrNone,
  /** From this day on; not before the day of its approval. */
  validFrom: open(Day),
  grounds: open(text(500)),
  state: internal(SettingState),
  proposedByName: internal(text(50)),
  proposedAt: internal(Moment),
  decidedByName: nullable(internal(text(50))),
  decidedAt: nullable(internal(Moment)),
  remark: nullable(internal(text(500))),
  /** The reader may approve or turn it down; may take it back. */
  mayDecide: internal(z.boolean()),
  mayWithdraw: internal(z.boolean()),
  version: Version,
})
export type SettingVersion = z.output<typeof SettingVersion>

/** A value in force, with where it comes from (D15). */
export const SettingInForce = record({
  key: SettingKeyName,
  value: SettingValueOrNone,
  /** The version that set it; `null` where the policy document holds. */
  setBy: nullable(SettingVersion),
  /** The next change that is approved already. */
  next: nullable(SettingVersion),
  /** Proposals that wait at this place. */
  waiting: internal(z.int().min(0)),
  /** The reader may propose another value here. */
  mayPropose: internal(z.boolean()),
})
export type SettingInForce = z.output<typeof SettingInForce>

export const listSettings = endpoint({
  method: 'GET',
  path: '/organisations/:id/settings',
  id: 'listSettings',
  tag,
  summary: 'What is in force at an organisation today, or was on another day, and where it comes from',
  access: { permission: 'policy.read', audit: 'none' },
  params: place,
  query: record({ on: optional(open(Day)) }),
  reply: record({
    orgName: internal(text(80)),
    orgKind: open(OrgKind),
    /** Of a school, whose visit rules are those of its stage. */
    stage: nullable(open(SchoolStage)),
    on: open(Day),
    /** The policy document that holds where nothing is set. */
    source: open(text(100)),
    items: listOf(SettingInForce, 200),
  }),
  problems: [],
})

export const listSettingVersions = endpoint({
  method: 'GET',
  path: '/organisations/:id/settings/:key/versions',
  id: 'listSettingVersions',
  tag,
  summary: 'All versions of a value at an organisation and above it, newest first',
  access: { permission: 'policy.read', audit: 'none' },
  params: ofKey,
  query: record(pageQuery),
  reply: pageOf(SettingVersion),
  problems: [],
})

export const previewSetting = endpoint({
  method: 'GET',
  path: '/organisations/:id/settings/:key/preview',
  id: 'previewSetting',
  tag,
  summary: 'What another value would change today: open requests, or episodes, that it touches',
  access: { permission: 'policy.read', audit: 'none' },
  params: ofKey,
  query: record({
    /** The value as JSON: `5`, `true`, `"semester"`, `["aid"]`; `null` for what stands above. */
    value: open(z.string().min(1).max(400)),
  }),
  reply: record({
    /** What is counted; `nothing`: the value acts on what begins later, so nothing that runs changes. */
    counts: open(z.enum(['requests', 'episodes', 'nothing'])),
    /** Schools that follow the value of this place. */
    schools: open(z.int().min(0)),
    /**
     * Running records under this rule, and how many of these would stand differently today: other reasons, other
     * visit duty, other state of the clock. `null`: too few to be told above the school.
     */
    running: nullable(internal(z.int().min(0))),
    changed: nullable(internal(z.int().min(0))),
  }),
  problems: ['setting_out_of_range', 'setting_not_at_this_level'],
})

export const proposeSetting = endpoint({
  method: 'POST',
  path: '/organisations/:id/settings/:key/proposals',
  id: 'proposeSetting',
  tag,
  summary: 'Propose another value at the own organisation; somebody else approves it',
  access: { permission: 'policy.propose', audit: 'write' },
  params: ofKey,
  body: NewProposal,
  reply: SettingVersion,
  status: 201,
  problems: [
    'setting_not_at_this_level',
    'setting_out_of_range',
    'setting_unchanged',
    'setting_contradicts',
    'setting_in_the_past',
    'setting_waiting',
  ],
})

export const listProposals = endpoint({
  method: 'GET',
  path: '/organisations/:id/proposals',
  id: 'listProposals',
  tag,
  summary: 'Proposals that wait at an organisation or below it, those of schools at the school itself',
  access: { permission: 'policy.read', audit: 'none' },
  params: place,
  query: record(pageQuery),
  reply: pageOf(SettingVersion),
  problems: [],
})

export const decideProposal = endpoint({
  method: 'POST',
  path: '/proposals/:id/decision',
  id: 'decideProposal',
  tag,
  summary: 'Approve a proposal of somebody else, or turn it down with a reason',
  access: { permission: 'policy.approve', audit: 'write' },
  params: record({ id: ProposalId }),
  body: ProposalDecision,
  reply: SettingVersion,
  ifMatch: true,
  problems: ['setting_decided', 'setting_own', 'setting_remark_required', 'setting_contradicts'],
})

export const withdrawProposal = endpoint({
  method: 'POST',
  path: '/proposals/:id/withdrawal',
  id: 'withdrawProposal',
  tag,
  summary: 'Take back a proposal of one’s own',
  access: { permission: 'policy.propose', audit: 'write' },
  params: record({ id: ProposalId }),
  reply: SettingVersion,
  ifMatch: true,
  problems: ['setting_decided', 'setting_not_own'],
})

export const listAidServices = endpoint({
  method: 'GET',
  path: '/organisations/:id/aid-list',
  id: 'listAidServices',
  tag,
  summary: 'The list of services at a school or a region, with its refinements; hidden items on request',
  access: { permission: 'signedIn', audit: 'none' },
  params: place,
  query: record({ hidden: optional(open(z.enum(['true', 'false']))) }),
  reply: record({ items: listOf(AidItem, 1000), mayRefine: internal(z.boolean()) }),
  problems: [],
})

/** Adds an item under a random id, renames one for this place and all below, hides it, or shows it again. */
export const saveAidItem = endpoint({
  method: 'PUT',
  path: '/organisations/:id/aid-list/:item',
  id: 'saveAidItem',
  tag,
  summary: 'Add or refine an item of the aid list at the own organisation; what was agreed earlier stays',
  access: { permission: 'aidList.refine', audit: 'write' },
  params: record({ id: OrgId, item: AidItemId }),
  body: AidItemContent,
  reply: AidItem,
  ifMatch: true,
  problems: [],
})

/** One academic year of a calendar, and who set it. */
export const CalendarEntry = record({
  year: AcademicYear,
  content: CalendarYear,
  /** `null`: nobody has set this year, so the usual semesters hold, without holidays. */
  setBy: nullable(record({ orgName: internal(text(80)), byName: internal(text(50)), at: internal(Moment) })),
  own: open(z.boolean()),
  /** Of this place's own versions, from 1. */
  version: internal(z.int().min(1)),
})
export type CalendarEntry = z.output<typeof CalendarEntry>

export const getCalendar = endpoint({
  method: 'GET',
  path: '/organisations/:id/calendar',
  id: 'getCalendar',
  tag,
  summary: 'Semesters, holidays and make-up days at an organisation: this academic year and those around it',
  access: { permission: 'signedIn', audit: 'none' },
  params: place,
  reply: record({ items: listOf(CalendarEntry, 10), maySet: internal(z.boolean()) }),
  problems: [],
})

export const setCalendarYear = endpoint({
  method: 'PUT',
  path: '/organisations/:id/calendar/:year',
  id: 'setCalendarYear',
  tag,
  summary: 'Set the calendar of an academic year for the own city or county; `null` takes it back',
  access: { permission: 'calendar.set', audit: 'write' },
  params: record({ id: OrgId, year: AcademicYear }),
  body: record({ content: nullable(CalendarYear) }),
  reply: CalendarEntry,
  ifMatch: true,
  problems: [
    'calendar_two_semesters',
    'calendar_order',
    'calendar_outside_year',
    'calendar_overlap',
    'calendar_semester_length',
    'calendar_make_up_weekday',
  ],
})

/** What an account prefers, wherever it signs in; nothing about anybody else. */
export const Preferences = record({
  tourSeen: internal(z.boolean()),
  shortcuts: internal(z.boolean()),
})
export type Preferences = z.output<typeof Preferences>

export const getPreferences = endpoint({
  method: 'GET',
  path: '/me/preferences',
  id: 'getPreferences',
  tag,
  summary: 'What the account prefers: the tour was seen, single keys are on',
  access: { permission: 'signedIn', audit: 'none' },
  reply: Preferences,
  problems: [],
})

export const savePreferences = endpoint({
  method: 'PUT',
  path: '/me/preferences',
  id: 'savePreferences',
  tag,
  summary: 'Keep what the account prefers',
  access: { permission: 'signedIn', audit: 'none' },
  body: Preferences,
  reply: Preferences,
  problems: [],
})
