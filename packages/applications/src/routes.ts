import type { ModuleRoute } from '@sunshine-aid/module-kit'
import type { TextKey } from './messages.ts'
import ApplicationListPage from './pages/ApplicationListPage.vue'
import ApplicationFormPage from './pages/ApplicationFormPage.vue'
import CasePage from './pages/CasePage.vue'
import ConvenePage from './pages/ConvenePage.vue'
import DeterminationPage from './pages/DeterminationPage.vue'
import DraftPage from './pages/DraftPage.vue'
import MinutesPage from './pages/MinutesPage.vue'
import OpinionPage from './pages/OpinionPage.vue'
import StartPage from './pages/StartPage.vue'

export const routes: readonly ModuleRoute<TextKey>[] = [
  {
    path: '/',
    name: 'list',
    component: ApplicationListPage,
    meta: { title: 'listTitle', permission: 'application.read', nav: 10 },
  },
  {
    path: '/new',
    name: 'start',
    component: StartPage,
    meta: { title: 'startTitle', permission: 'application.submit' },
  },
  {
    path: '/new/:studentId',
    name: 'startFor',
    component: StartPage,
    props: true,
    meta: { title: 'startTitle', permission: 'application.submit' },
  },
  {
    path: '/visits',
    name: 'visits',
    component: () => import('./visits/VisitsPage.vue'),
    meta: { title: 'visitsTitle', permission: 'visit.record', nav: 30 },
  },
  {
    path: '/exports',
    name: 'exports',
    component: () => import('./exports/ExportsPage.vue'),
    meta: { title: 'exportsTitle', permission: 'export.ask', nav: 60 },
  },
  {
    path: '/meetings',
    name: 'meetings',
    component: () => import('./meetings/MeetingListPage.vue'),
    meta: { title: 'meetingsTitle', permission: 'meeting.attend', nav: 50 },
  },
  {
    path: '/meetings/new',
    name: 'newMeeting',
    component: () => import('./meetings/NewMeetingPage.vue'),
    meta: { title: 'newMeetingTitle', permission: 'panel.convene' },
  },
  {
    path: '/meetings/:id',
    name: 'meeting',
    component: () => import('./meetings/MeetingPage.vue'),
    props: true,
    meta: { title: 'meetingTitle', permission: 'meeting.attend' },
  },
  {
    path: '/meetings/:id/agenda',
    name: 'meetingAgenda',
    component: () => import('./meetings/AgendaPaperPage.vue'),
    props: true,
    meta: { title: 'meetingAgendaTitle', permission: 'meeting.attend' },
  },
  {
    path: '/meetings/:id/minutes',
    name: 'meetingMinutes',
    component: () => import('./meetings/MeetingMinutesPage.vue'),
    props: true,
    meta: { title: 'meetingMinutesTitle', permission: 'meeting.attend' },
  },
  {
    path: '/elapsed',
    name: 'elapsed',
    component: () => import('./elapsed/ElapsedPage.vue'),
    meta: { title: 'elapsedTitle', permission: 'coverage.read', nav: 65 },
  },
  {
    path: '/reading',
    name: 'reading',
    component: () => import('./worklist/ReadingPage.vue'),
    meta: { title: 'readingTitle', permission: 'reading.read' },
  },
  {
    path: '/:id/access-log',
    name: 'accessReport',
    component: () => import('./accountability/AccessReportPage.vue'),
    props: true,
    meta: { title: 'accessReportTitle', permission: 'accessLog.read' },
  },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./settings/SettingsPage.vue'),
    meta: { title: 'settingsTitle', permission: 'policy.read', nav: 70 },
  },
  {
    path: '/settings/aid-list',
    name: 'aidList',
    component: () => import('./settings/AidListPage.vue'),
    meta: { title: 'aidListTitle' },
  },
  {
    path: '/settings/calendar',
    name: 'calendar',
    component: () => import('./settings/CalendarPage.vue'),
    meta: { title: 'calendarTitle' },
  },
  {
    path: '/settings/:settingKey',
    name: 'setting',
    component: () => import('./settings/SettingPage.vue'),
    props: true,
    meta: { title: 'settingsTitle', permission: 'policy.read' },
  },
  {
    path: '/help',
    name: 'help',
    component: () => import('./help/HelpPage.vue'),
    meta: { title: 'helpTitle' },
  },
  {
    path: '/:id',
    name: 'case',
    component: CasePage,
    props: true,
    meta: { title: 'caseTitle', permission: 'application.read' },
  },
  {
    path: '/:id/form',
    name: 'form',
    component: ApplicationFormPage,
    props: true,
    meta: { title: 'formTitle', permission: 'application.read' },
  },
  {
    path: '/:id/minutes',
    name: 'minutes',
    component: MinutesPage,
    props: true,
    meta: { title: 'minutesTitle', permission: 'panel.read' },
  },
  {
    path: '/:id/draft',
    name: 'draft',
    component: DraftPage,
    props: true,
    meta: { title: 'draftTitle', permission: 'application.submit' },
  },
  {
    path: '/students/:studentId/visit',
    name: 'visitStudent',
    component: () => import('./visits/VisitPage.vue'),
    props: true,
    meta: { title: 'visitTitle', permission: 'visit.record' },
  },
  {
    path: '/:id/visit',
    name: 'visit',
    component: () => import('./visits/VisitPage.vue'),
    props: true,
    meta: { title: 'visitTitle', permission: 'visit.record' },
  },
  {
    path: '/:id/panel',
    name: 'convene',
    component: ConvenePage,
    props: true,
    meta: { title: 'conveneTitle', permission: 'panel.convene' },
  },
  {
    path: '/:id/opinion',
    name: 'opinion',
    component: OpinionPage,
    props: true,
    meta: { title: 'opinionTitle', permission: 'panel.vote' },
  },
  {
    path: '/:id/determination',
    name: 'determination',
    component: DeterminationPage,
    props: true,
    meta: { title: 'determineTitle', permission: 'application.determine' },
  },
  {
    path: '/:id/provisional',
    name: 'provisional',
    component: () => import('./decisions/ProvisionalPage.vue'),
    props: true,
    meta: { title: 'provisionalTitle', permission: 'provisional.start' },
  },
  {
    path: '/delegations',
    name: 'delegations',
    component: () => import('./decisions/DelegationsPage.vue'),
    meta: { title: 'delegationsTitle', permission: 'delegation.read' },
  },
  {
    path: '/sweeps',
    name: 'sweeps',
    component: () => import('./sweeps/SweepListPage.vue'),
    meta: { title: 'sweepsTitle', permission: 'sweep.read', nav: 40 },
  },
  {
    path: '/sweeps/balance',
    name: 'sweepBalance',
    component: () => import('./sweeps/BalancePage.vue'),
    meta: { title: 'sweepBalanceTitle', permission: 'sweepBalance.read', nav: 45 },
  },
  {
    path: '/sweeps/results',
    name: 'results',
    component: () => import('./sweeps/ResultsPage.vue'),
    meta: { title: 'resultsTitle', permission: 'student.import' },
  },
  {
    path: '/sweeps/:id',
    name: 'sweep',
    component: () => import('./sweeps/SweepPage.vue'),
    props: true,
    meta: { title: 'sweepTitle', permission: 'sweep.read' },
  },
  {
    path: '/sweeps/:id/paper',
    name: 'sweepPaper',
    component: () => import('./sweeps/SweepPaperPage.vue'),
    props: true,
    meta: { title: 'sweepPaperTitle', permission: 'sweep.read' },
  },
  {
    path: '/episodes',
    name: 'episodes',
    component: () => import('./episodes/EpisodeListPage.vue'),
    meta: { title: 'episodesTitle', permission: 'episode.read', nav: 20 },
  },
  {
    path: '/episodes/:id',
    name: 'episode',
    component: () => import('./episodes/EpisodePage.vue'),
    props: true,
    meta: { title: 'episodeTitle', permission: 'episode.read' },
  },
  {
    path: '/episodes/:id/exit',
    name: 'exit',
    component: () => import('./episodes/ProposeExitPage.vue'),
    props: true,
    meta: { title: 'exitTitle', permission: 'episode.proposeExit' },
  },
  {
    path: '/transfers',
    name: 'transfers',
    component: () => import('./episodes/TransferListPage.vue'),
    meta: { title: 'transfersTitle', permission: 'transfer.read' },
  },
  {
    path: '/notices',
    name: 'notices',
    component: () => import('./episodes/NoticeListPage.vue'),
    meta: { title: 'noticesTitle', permission: 'notice.read' },
  },
  {
    path: '/notices/new',
    name: 'newNotice',
    component: () => import('./episodes/NewNoticePage.vue'),
    meta: { title: 'newNoticeTitle', permission: 'notice.file' },
  },
]
