import { describe, expect, it } from 'vitest'
import type { Permission } from '../permissions.ts'
import { POLICY_PROFILES } from '../policy.ts'
import { EMPTY_CONTENT, type ApplicationContent } from './application.ts'
import {
  commandBlockers,
  contentBlockers,
  draftBlockers,
  nextStatus,
  offersFor,
  screeningBlockers,
  serviceBlockers,
  startBlockers,
  type ApplicationActor,
  type ApplicationFacts,
} from './guards.ts'
import type { PanelFacts } from './panel.ts'
import { APPLICATION_TRANSITIONS } from './transitions.ts'
import { APPLICATION_STATUSES } from './vocabulary.ts'

const policy = POLICY_PROFILES.taicang2024
const yes = { necessity: true, feasibility: true }
const no = { necessity: false, feasibility: false }

const complete: ApplicationContent = {
  ...EMPTY_CONTENT,
  consentGiven: true,
  dilemmaTypes: ['academic'],
  reasonCodes: ['farBehind'],
  aidCategories: ['academicTutoring'],
  factsAndReasons: '成绩明显落后。',
}

const voted: PanelFacts = {
  status: 'voting',
  opened: false,
  chair: 'chair',
  members: ['chair', 'm2', 'm3'].map(accountId => ({
    accountId,
    recused: false,
    voted: true,
    opinion: yes,
  })),
}
const sitting: PanelFacts = {
  ...voted,
  members: voted.members.map(member => ({ ...member, voted: false, opinion: null })),
}
const steppedBack = (account: string): PanelFacts => ({
  ...sitting,
  members: sitting.members.map(member => ({ ...member, recused: member.accountId === account })),
})

function aRequest(facts: Partial<ApplicationFacts> = {}): ApplicationFacts {
  return {
    status: 'draft',
    content: complete,
    enteredBy: 'teacher',
    submittedBy: null,
    enrolled: true,
    entererPresent: true,
    gone: [],
    openElsewhere: false,
    episodeActive: false,
    provisionalGiven: false,
    hasValidVisit: false,
    visitRequired: true,
    panel: null,
    earlier: null,
    ...facts,
  }
}

const ALL_PERMISSIONS = new Set<Permission>([
  ...Object.values(APPLICATION_TRANSITIONS).map(({ permission }) => permission),
])
/** Of the applicant side; everybody else who asks again must have entered the request. */
const FAMILY = new Set<Permission>([...ALL_PERMISSIONS, 'application.reconsider'])
const actor = (
  accountId: string,
  permissions: ReadonlySet<Permission> = ALL_PERMISSIONS,
): ApplicationActor => ({
  accountId,
  permissions,
})

const COMMANDS = Object.keys(APPLICATION_TRANSITIONS) as (keyof typeof APPLICATION_TRANSITIONS)[]

describe('what a request must say', () => {
  it.each([
    ['nothing missing', {}, []],
    ['no relation of the guardian', { applicantKind: 'guardian' }, ['relation_required']],
    ['no consent', { consentGiven: false }, ['consent_required']],
    ['no dilemma', { dilemmaTypes: [], reasonCodes: [] }, ['dilemma_required']],
    ['a dilemma without its reason', { dilemmaTypes: ['academic', 'conduct'] }, ['reason_required']],
    ['no category', { aidCategories: [] }, ['category_required']],
    ['blank facts', { factsAndReasons: '  ' }, ['facts_required']],
    ['special education undiagnosed', { aidCategories: ['specialEducation'] }, ['diagnosis_required']],
    [
      'special education with a diagnosis',
      { aidCategories: ['specialEducation'], diagnosis: '市妇幼 2026-09' },
      [],
    ],
  ] as const)('%s: %2$o', (_, change, reasons) => {
    expect(contentBlockers({ ...complete, ...change } as ApplicationContent)).toEqual(reasons)
  })

  it('an empty draft lacks everything that an applicant has to say', () => {
    expect(contentBlockers(EMPTY_CONTENT)).toEqual([
      'consent_required',
      'dilemma_required',
      'category_required',
      'facts_required',
    ])
  })
})

describe('who may start', () => {
  it.each([
    [{}, []],
    [{ enrolled: false }, ['student_not_enrolled']],
    [{ openElsewhere: true }, ['application_already_open']],
    [{ episodeActive: true }, ['episode_already_active']],
  ] as const)('%o is held back by %o', (facts, reasons) => {
    expect(startBlockers(aRequest(facts))).toEqual(reasons)
  })
})

describe('the guards of F1', () => {
  const screened = {
    status: 'awaitingDetermination',
    submittedBy: 'teacher',
    hasValidVisit: true,
    panel: voted,
  } as const
  const earlier = { chair: 'a', members: ['a', 'b', 'c'], recused: ['b'] }
  const review = (panel: PanelFacts | null) => ({ status: 'underReview', panel }) as const
  it.each([
    ['submit', 'teacher', {}, []],
    ['submit', 'other', {}, ['not_yours']],
    ['submit', 'teacher', { status: 'returned', content: EMPTY_CONTENT }, contentBlockers(EMPTY_CONTENT)],
    ['submit', 'teacher', { enrolled: false }, ['student_not_enrolled']],
    ['submit', 'teacher', { openElsewhere: true }, ['application_already_open']],
    ['submit', 'teacher', { episodeActive: true }, ['episode_already_active']],
    ['acceptIntake', 'officer', { status: 'submitted' }, []],
    ['acceptIntake', 'teacher', { status: 'submitted' }, ['own_intake']],
    ['acceptIntake', 'mother', { status: 'submitted', submittedBy: 'mother' }, ['own_intake']],
    ['return', 'officer', { status: 'screening' }, []],
    ['completeScreening', 'officer', { status: 'screening' }, []],
    ['completeScreening', 'teacher', { status: 'screening' }, ['own_intake']],
    ['recordVisit', 'teacher', { status: 'awaitingVisit' }, []],
    ['convene', 'officer', review(null), []],
    ['convene', 'officer', review(sitting), ['panel_already_convened']],
    ['addMember', 'officer', review(sitting), []],
    ['addMember', 'officer', review(null), ['panel_missing']],
    ['addMember', 'officer', review({ ...sitting, status: 'closed' }), ['panel_closed', 'opinions_open']],
    ['addMember', 'officer', review(voted), ['opinions_open']],
    ['vote', 'm2', review(sitting), []],
    ['vote', 'm2', review(null), ['panel_missing']],
    ['vote', 'm2', review({ ...sitting, status: 'closed' }), ['panel_closed']],
    ['vote', 'other', review(sitting), ['not_a_member']],
    ['vote', 'm2', review(steppedBack('m2')), ['recused']],
    ['vote', 'm2', review(voted), ['already_voted']],
    ['recuse', 'm2', review(sitting), []],
    ['recuse', 'm2', review(steppedBack('m2')), ['already_recused']],
    ['recuse', 'm2', review(voted), ['already_voted']],
    ['recuse', 'other', review(sitting), ['not_a_member']],
    ['closePanel', 'chair', review(voted), []],
    ['closePanel', 'chair', review(null), ['panel_missing']],
    ['closePanel', 'm2', review(voted), ['not_the_chair']],
    ['closePanel', 'chair', review(sitting), ['opinion_missing']],
    ['closePanel', 'chair', review(steppedBack('m3')), ['quorum_missing', 'opinion_missing']],
    ['determine', 'head', screened, []],
    ['determine', 'head', { ...screened, hasValidVisit: false }, ['visit_missing']],
    ['determine', 'head', { ...screened, hasValidVisit: false, visitRequired: false }, []],
    ['determine', 'head', { ...screened, episodeActive: true }, ['episode_already_active']],
    ['determine', 'teacher', screened, ['decider_submitted']],
    ['determine', 'chair', screened, ['decider_chaired']],
    ['determine', 'm2', screened, []],
    ['determine', 'm2', { ...screened, panel: votes(no, yes, no) }, ['decider_recommended_alone']],
    ['determine', 'm2', { ...screened, panel: steppedBack('m2') }, ['recused']],
    ['determine', 'a', { ...screened, earlier }, ['decider_chaired']],
    ['determine', 'b', { ...screened, earlier }, ['recused']],
    ['decline', 'head', { ...screened, hasValidVisit: false, episodeActive: true }, []],
    ['decline', 'teacher', screened, ['decider_submitted']],
    ['decline', 'chair', screened, ['decider_chaired']],
    ['reconsider', 'teacher', { status: 'notDetermined' }, []],
    ['reconsider', 'other', { status: 'notDetermined' }, ['not_yours']],
    ['reconsider', 'teacher', { status: 'notDetermined', earlier }, ['already_reconsidered']],
    ['reconsider', 'teacher', { status: 'notDetermined', enrolled: false }, ['student_not_enrolled']],
    ['reconsider', 'teacher', { status: 'notDetermined', openElsewhere: true }, ['application_already_open']],
    ['startProvisional', 'officer', { status: 'submitted' }, []],
    [
      'startProvisional',
      'officer',
      { status: 'screening', provisionalGiven: true },
      ['provisional_already_given'],
    ],
    ['startProvisional', 'officer', { status: 'screening', episodeActive: true }, ['episode_already_active']],
    ['startProvisional', 'officer', { status: 'screening', enrolled: false }, ['student_not_enrolled']],
    ['withdraw', 'teacher', { status: 'submitted' }, []],
    ['withdraw', 'officer', { status: 'submitted' }, []],
  ] as const)('%s by %s on %j is held back by %j', (command, account, facts, reasons) => {
    expect(commandBlockers(command, aRequest(facts), actor(account), policy)).toEqual(reasons)
  })

  it('only an officer withdraws what somebody else entered', () => {
    const teacher2 = actor('teacher2', new Set<Permission>(['application.submit']))
    expect(commandBlockers('withdraw', aRequest(), teacher2, policy)).toEqual(['not_yours'])
  })

  it('the applicant side asks again for what somebody else entered', () => {
    const declined = aRequest({ status: 'notDetermined', enteredBy: 'officer' })
    expect(commandBlockers('reconsider', declined, actor('teacher', FAMILY), policy)).toEqual([])
  })

  it.each([
    ['academic', false, ['not_a_crisis']],
    ['academic', true, []],
    ['mentalHealth', false, []],
  ] as const)(
    'a psych teacher starts support for %s, sudden change %s: %o',
    (dilemma, suddenChange, reasons) => {
      const content = { ...complete, dilemmaTypes: [dilemma], suddenChange }
      const psych = actor('psych', new Set<Permission>(['provisional.start']))
      const request = aRequest({ status: 'submitted', content })
      expect(commandBlockers('startProvisional', request, psych, policy)).toEqual(reasons)
    },
  )

  it.each(COMMANDS)('%s is refused in every state that F1 does not name', command => {
    const others = APPLICATION_STATUSES.filter(
      status => !APPLICATION_TRANSITIONS[command].from.includes(status),
    )
    for (const status of others)
      expect(commandBlockers(command, aRequest({ status }), actor('teacher'), policy)).toEqual([
        'wrong_status',
      ])
  })

  function votes(...opinions: (typeof yes)[]): PanelFacts {
    return {
      ...voted,
      members: voted.members.map((member, at) => ({ ...member, opinion: opinions[at] ?? null })),
    }
  }
})

describe('what a command says by itself', () => {
  it.each([
    [{ sensitiveApplicant: 'notConcerned', note: null }, []],
    [{ sensitiveApplicant: 'verified', note: '已核对工作单位证明' }, []],
    [{ sensitiveApplicant: 'verified', note: null }, ['sensitive_check_missing']],
  ] as const)('screening %o is held back by %o', (screening, reasons) => {
    expect(screeningBlockers(screening)).toEqual(reasons)
  })

  it.each([
    ['what was asked for', ['academicTutoring'], []],
    ['nothing', [], ['services_required']],
    ['something else', ['academicTutoring', 'psychSupport'], ['service_category_not_asked']],
  ] as const)('a determination of %s is held back by %2$o', (_, categories, reasons) => {
    const services = categories.map(category => ({
      category,
      provider: 'p',
      content: 'c',
      startsOn: '2026-10-12',
    }))
    expect(serviceBlockers({ services, remark: '' }, complete)).toEqual(reasons)
  })

  it.each([
    ['draft', 'teacher', []],
    ['returned', 'teacher', []],
    ['draft', 'other', ['not_yours']],
    ['submitted', 'teacher', ['wrong_status']],
  ] as const)('saving in %s by %s is held back by %o', (status, accountId, reasons) => {
    expect(draftBlockers({ status, enteredBy: 'teacher' }, { accountId })).toEqual(reasons)
  })
})

describe('where a command leads', () => {
  it.each([
    ['submit', {}, 'submitted'],
    ['acceptIntake', { status: 'submitted' }, 'screening'],
    ['return', { status: 'screening' }, 'returned'],
    ['completeScreening', { status: 'screening' }, 'awaitingVisit'],
    ['completeScreening', { status: 'screening', hasValidVisit: true }, 'underReview'],
    ['completeScreening', { status: 'screening', visitRequired: false }, 'underReview'],
    ['recordVisit', { status: 'awaitingVisit', hasValidVisit: true }, 'underReview'],
    ['recordVisit', { status: 'awaitingVisit' }, 'awaitingVisit'],
    ['convene', { status: 'underReview' }, 'underReview'],
    ['vote', { status: 'underReview', panel: sitting }, 'underReview'],
    ['closePanel', { status: 'underReview', panel: voted }, 'awaitingDetermination'],
    ['closePanel', { status: 'underReview', panel: sitting }, 'notDetermined'],
    ['determine', { status: 'awaitingDetermination' }, 'determined'],
    ['decline', { status: 'awaitingDetermination' }, 'notDetermined'],
    ['reconsider', { status: 'notDetermined', hasValidVisit: true }, 'underReview'],
    ['reconsider', { status: 'notDetermined' }, 'awaitingVisit'],
    ['startProvisional', { status: 'returned' }, 'returned'],
    ['withdraw', { status: 'awaitingDetermination' }, 'withdrawn'],
  ] as const)('%s on %j leads to %s', (command, facts, status) => {
    expect(nextStatus(command, aRequest(facts))).toBe(status)
  })
})

describe('what is offered', () => {
  const given = (...permissions: Permission[]) => new Set<Permission>(permissions)

  it('is what the permissions reach, with the reasons that still hold it back', () => {
    const offers = offersFor(
      aRequest({ content: EMPTY_CONTENT }),
      actor('teacher', given('application.submit')),
      policy,
    )
    expect(offers).toEqual([
      { command: 'submit', blockers: contentBlockers(EMPTY_CONTENT) },
      { command: 'withdraw', blockers: [] },
    ])
  })

  it('explains to an officer why they may not screen what they entered', () => {
    const offers = offersFor(
      aRequest({ status: 'submitted', submittedBy: 'teacher' }),
      actor('teacher', given('application.screen')),
      policy,
    )
    expect(offers).toEqual([{ command: 'acceptIntake', blockers: ['own_intake'] }])
  })

  it.each([
    ['somebody else', 'teacher2', given('application.submit'), aRequest()],
    [
      'somebody without the permission',
      'officer',
      given('application.submit'),
      aRequest({ status: 'submitted' }),
    ],
    ['a member who has voted', 'm2', given('panel.vote'), aRequest({ status: 'underReview', panel: voted })],
    [
      'a member who is not the chair',
      'm2',
      given('panel.close'),
      aRequest({ status: 'underReview', panel: voted }),
    ],
    ['anybody once it is final', 'teacher', ALL_PERMISSIONS, aRequest({ status: 'determined' })],
  ] as const)('is nothing to %s', (_, account, permissions, facts) => {
    expect(offersFor(facts, actor(account, permissions), policy)).toEqual([])
  })

  it('offers no more members once the opinions are open', () => {
    const commands = offersFor(
      aRequest({ status: 'underReview', panel: voted }),
      actor('officer', given('panel.convene')),
      policy,
    ).map(({ command }) => command)
    expect(commands).toEqual([])
  })
})
