import {
  Application,
  ApplicationId,
  ChangesSince,
  Delegation,
  DelegationId,
  AidServiceId,
  EpisodeId,
  EpisodeServices,
  listOf,
  NewDecline,
  NewDelegation,
  NewProvisional,
  NewReconsideration,
  NewServiceStep,
  open,
  OrgId,
  ProvisionalSupport,
  Reconsideration,
  record,
  z,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'

const tag = 'applications'
const params = record({ id: ApplicationId })

export const startProvisional = endpoint({
  method: 'POST',
  path: '/applications/:id/provisional',
  id: 'startProvisional',
  tag,
  summary: 'Start support today, before anything is decided; it ends by itself',
  access: { permission: 'provisional.start', audit: 'write' },
  params,
  body: NewProvisional,
  reply: ProvisionalSupport,
  status: 201,
  problems: [
    'wrong_status',
    'not_a_crisis',
    'provisional_already_given',
    'episode_already_active',
    'student_not_enrolled',
    'services_required',
    'service_category_not_asked',
  ],
})

export const getProvisional = endpoint({
  method: 'GET',
  path: '/applications/:id/provisional',
  id: 'getProvisional',
  tag,
  summary: 'The provisional support of a request, and how long it still runs',
  access: { permission: 'application.read', audit: 'read' },
  params,
  reply: ProvisionalSupport,
  problems: [],
})

export const declineApplication = endpoint({
  method: 'POST',
  path: '/applications/:id/decline',
  id: 'declineApplication',
  tag,
  summary: 'The school does not confirm, with a reason',
  access: { permission: 'application.determine', audit: 'write' },
  params,
  body: NewDecline,
  reply: Application,
  ifMatch: true,
  problems: ['wrong_status', 'decider_submitted', 'decider_chaired', 'decider_recommended_alone', 'recused'],
})

export const askReconsideration = endpoint({
  method: 'POST',
  path: '/applications/:id/reconsideration',
  id: 'askReconsideration',
  tag,
  summary: 'Ask once to have a declined request judged again, with new facts and by another panel',
  access: { permission: 'application.submit', audit: 'write' },
  params,
  body: NewReconsideration,
  reply: Application,
  ifMatch: true,
  problems: [
    'wrong_status',
    'not_yours',
    'already_reconsidered',
    'student_not_enrolled',
    'application_already_open',
    'episode_already_active',
  ],
})

export const getReconsideration = endpoint({
  method: 'GET',
  path: '/applications/:id/reconsideration',
  id: 'getReconsideration',
  tag,
  summary: 'What was added, and the first panel as it was closed',
  access: { permission: 'panel.read', audit: 'read' },
  params,
  reply: Reconsideration,
  problems: [],
})

/** Readable for whoever may read the case file: the decision itself is never altered (D7). */
export const getChangesSince = endpoint({
  method: 'GET',
  path: '/applications/:id/determination/changes',
  id: 'getChangesSince',
  tag,
  summary: 'Which facts of a decision are different today',
  access: { permission: 'application.read', audit: 'read' },
  params,
  reply: ChangesSince,
  problems: [],
})

const school = record({ id: OrgId })

export const listDelegations = endpoint({
  method: 'GET',
  path: '/schools/:id/delegations',
  id: 'listDelegations',
  tag,
  summary: 'Whom the heads of a school let confirm in their stead, newest first; the reader’s own for others',
  access: { permission: 'delegation.read', audit: 'list' },
  params: school,
  reply: record({
    items: listOf(Delegation, 100),
    /** Longest time of a new one, in days. */
    maxDays: open(z.int().min(1)),
  }),
  problems: [],
})

export const nameDelegate = endpoint({
  method: 'POST',
  path: '/schools/:id/delegations',
  id: 'nameDelegate',
  tag,
  summary: 'Let somebody of the school confirm in one’s stead, until a day; it holds once they accept',
  access: { permission: 'delegation.grant', audit: 'write' },
  params: school,
  body: NewDelegation,
  reply: Delegation,
  status: 201,
  problems: ['delegate_not_eligible', 'delegation_too_long', 'already_delegated'],
})

const delegation = record({ id: DelegationId })

export const acceptDelegation = endpoint({
  method: 'POST',
  path: '/delegations/:id/acceptance',
  id: 'acceptDelegation',
  tag,
  summary: 'Accept to confirm in the head’s stead',
  access: { permission: 'delegation.read', audit: 'write' },
  params: delegation,
  reply: Delegation,
  problems: ['not_yours', 'delegation_over'],
})

export const endDelegation = endpoint({
  method: 'POST',
  path: '/delegations/:id/end',
  id: 'endDelegation',
  tag,
  summary: 'End a delegation at once: a head of the school, or the delegate',
  access: { permission: 'delegation.read', audit: 'write' },
  params: delegation,
  reply: Delegation,
  problems: ['not_yours', 'delegation_over'],
})

export const listEpisodeServices = endpoint({
  method: 'GET',
  path: '/episodes/:id/services',
  id: 'listEpisodeServices',
  tag,
  summary: 'The agreed services of an episode, and how far each has come',
  access: { permission: 'service.read', audit: 'read' },
  params: record({ id: EpisodeId }),
  reply: EpisodeServices,
  problems: [],
})

export const recordServiceStep = endpoint({
  method: 'POST',
  path: '/episodes/:id/services/:serviceId/steps',
  id: 'recordServiceStep',
  tag,
  summary: 'A service started, was delivered or was cancelled',
  access: { permission: 'service.read', audit: 'write' },
  params: record({ id: EpisodeId, serviceId: AidServiceId }),
  body: NewServiceStep,
  reply: EpisodeServices,
  status: 201,
  problems: ['service_not_open', 'service_of_others', 'service_day_wrong'],
})
