import {
  AccountId,
  EndOfTapering,
  EpisodeDueKind,
  EpisodeFile,
  EpisodeId,
  EpisodeLine,
  EpisodeStatus,
  ExitConfirmation,
  ExitOpinion,
  internal,
  NewExitReview,
  NewPanel,
  NewRefresh,
  NewReview,
  NewTransfer,
  optional,
  record,
  RecusalReason,
  StudentId,
} from '@sunshine-aid/domain'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { CLOSING, CONVENING, GIVING_OPINION, JOINING, STEPPING_BACK } from './panelProblems.ts'

const tag = 'episodes'
const params = record({ id: EpisodeId })

/** Spells of help, the newest first; those in which something is due, what waits longest first. */
export const listEpisodes = endpoint({
  method: 'GET',
  path: '/episodes',
  id: 'listEpisodes',
  tag,
  summary: 'Spells of help within reach, or those of them in which something is due',
  access: { permission: 'episode.read', audit: 'list' },
  query: record({
    ...pageQuery,
    /** `reviewDue` is no state of its own here: ask with `due`. */
    status: optional(internal(EpisodeStatus.exclude(['reviewDue']))),
    /** `service`: an agreed service has not begun, and the reader is to say when it does. */
    due: optional(internal(EpisodeDueKind)),
    studentId: optional(StudentId),
  }),
  reply: pageOf(EpisodeLine),
  problems: [],
})

export const getEpisode = endpoint({
  method: 'GET',
  path: '/episodes/:id',
  id: 'getEpisode',
  tag,
  summary: 'One spell of help: services, reviews, exit review, history, and what is due',
  access: { permission: 'episode.read', audit: 'read' },
  params,
  reply: EpisodeFile,
  problems: [],
})

export const refreshEpisode = endpoint({
  method: 'POST',
  path: '/episodes/:id/refreshes',
  id: 'refreshEpisode',
  tag,
  summary: 'The quarterly look: does the help still fit, and what has changed',
  access: { permission: 'episode.refresh', audit: 'write' },
  params,
  body: NewRefresh,
  reply: EpisodeFile,
  ifMatch: true,
  problems: ['wrong_status'],
})

export const reviewEpisode = endpoint({
  method: 'POST',
  path: '/episodes/:id/reviews',
  id: 'reviewEpisode',
  tag,
  summary: 'The yearly review: the help goes on, in the same categories or in others',
  access: { permission: 'episode.review', audit: 'write' },
  params,
  body: NewReview,
  reply: EpisodeFile,
  ifMatch: true,
  problems: ['wrong_status', 'transfer_open', 'diagnosis_required'],
})

export const proposeExit = endpoint({
  method: 'POST',
  path: '/episodes/:id/exit',
  id: 'proposeExit',
  tag,
  summary: 'Propose an exit, with evidence against the normal level for each category',
  access: { permission: 'episode.proposeExit', audit: 'write' },
  params,
  body: NewExitReview,
  reply: EpisodeFile,
  ifMatch: true,
  problems: ['wrong_status', 'transfer_open', 'relation_required', 'evidence_incomplete'],
})

export const conveneExitPanel = endpoint({
  method: 'POST',
  path: '/episodes/:id/exit/panel',
  id: 'conveneExitPanel',
  tag,
  summary: 'Convene the collective review of a proposed exit',
  access: { permission: 'panel.convene', audit: 'write' },
  params,
  body: NewPanel,
  reply: EpisodeFile,
  status: 201,
  problems: CONVENING,
})

export const addExitMember = endpoint({
  method: 'POST',
  path: '/episodes/:id/exit/members',
  id: 'addExitMember',
  tag,
  summary: 'Name one more member of the exit panel, for instance after a recusal',
  access: { permission: 'panel.convene', audit: 'write' },
  params,
  body: record({ member: AccountId }),
  reply: EpisodeFile,
  status: 201,
  problems: JOINING,
})

export const giveExitOpinion = endpoint({
  method: 'POST',
  path: '/episodes/:id/exit/opinion',
  id: 'giveExitOpinion',
  tag,
  summary: 'Judge a proposed exit: leave, taper off or go on, with grounds; given once',
  access: { permission: 'panel.vote', audit: 'write' },
  params,
  body: ExitOpinion,
  reply: EpisodeFile,
  status: 201,
  problems: GIVING_OPINION,
})

/** Nothing is answered: whoever stepped back reads nothing more of the case (D6). */
export const recuseExitMember = endpoint({
  method: 'POST',
  path: '/episodes/:id/exit/recusal',
  id: 'recuseExitMember',
  tag,
  summary: 'Step back from an exit panel because of a tie to the case',
  access: { permission: 'panel.vote', audit: 'write' },
  params,
  body: record({ reason: internal(RecusalReason) }),
  reply: null,
  status: 204,
  problems: STEPPING_BACK,
})

export const closeExitPanel = endpoint({
  method: 'POST',
  path: '/episodes/:id/exit/closing',
  id: 'closeExitPanel',
  tag,
  summary: 'Close an exit panel; its majority decides what the head is asked, or that the help goes on',
  access: { permission: 'panel.close', audit: 'write' },
  params,
  reply: EpisodeFile,
  problems: CLOSING,
})

export const confirmExit = endpoint({
  method: 'POST',
  path: '/episodes/:id/exit/confirmation',
  id: 'confirmExit',
  tag,
  summary: "The head's word on what the exit panel found",
  access: { permission: 'episode.confirmExit', audit: 'write' },
  params,
  body: ExitConfirmation,
  reply: EpisodeFile,
  ifMatch: true,
  problems: [
    'wrong_status',
    'panel_missing',
    'panel_not_closed',
    'decider_submitted',
    'decider_chaired',
    'decider_recommended_alone',
    'recused',
    'note_required',
    'plan_required',
    'plan_not_wanted',
    'plan_out_of_order',
    'plan_too_long',
  ],
})

export const endTapering = endpoint({
  method: 'POST',
  path: '/episodes/:id/tapering/end',
  id: 'endTapering',
  tag,
  summary: 'End a tapering before its day, because its steps are done',
  access: { permission: 'episode.review', audit: 'write' },
  params,
  body: EndOfTapering,
  reply: EpisodeFile,
  ifMatch: true,
  problems: ['wrong_status'],
})

export const offerTransfer = endpoint({
  method: 'POST',
  path: '/episodes/:id/transfer',
  id: 'offerTransfer',
  tag,
  summary: 'Offer to hand the student on to another school, with a summary and consent',
  access: { permission: 'transfer.manage', audit: 'write' },
  params,
  body: NewTransfer,
  reply: EpisodeFile,
  ifMatch: true,
  problems: [
    'wrong_status',
    'transfer_open',
    'consent_required',
    'transfer_school_unknown',
    'transfer_same_school',
  ],
})

export const withdrawTransfer = endpoint({
  method: 'POST',
  path: '/episodes/:id/transfer/withdrawal',
  id: 'withdrawTransfer',
  tag,
  summary: 'Take back an offer that has not been answered',
  access: { permission: 'transfer.manage', audit: 'write' },
  params,
  reply: EpisodeFile,
  ifMatch: true,
  problems: ['wrong_status', 'transfer_not_open'],
})
