import {
  listApplications,
  listEpisodes,
  listMeetings,
  listStudents,
  listSweeps,
  uploadImport,
} from '@sunshine-aid/api-contract'
import type { ApplicationLine, ApplicationStatus } from '@sunshine-aid/domain'
import { apiAs } from './apiAs.ts'
import { listRow, studentList } from './studentList.ts'

/** A page of the portal, who opens it, and where. */
export interface DemoPage {
  /** `applications/:id/draft` */
  readonly name: string
  readonly account: string
  readonly path: string
}

interface Release {
  readonly modules: readonly {
    readonly manifest: { readonly id: string; readonly routes: readonly { readonly path: string }[] }
  }[]
}

const TEACHER = 'taicang-teacher-1'
const OFFICER = 'taicang-officer-1'
const HEAD = 'taicang-head'
const VOCATIONAL_OFFICER = 'xuzhou-officer-1'

/**
 * Every route of every module in the running portal, each with somebody who may open it and something of the demo
 * data to open.
 * @throws when a route has no example here yet
 */
export async function demoPages(portalUrl: string): Promise<DemoPage[]> {
  const reply = await fetch(new URL('/mf/release.json', portalUrl))
  const release = (await reply.json()) as Release
  const examples = await findExamples(portalUrl)
  return release.modules.flatMap(({ manifest }) =>
    manifest.routes.map(({ path }) => {
      const name = `${manifest.id}${path}`
      const example = examples.get(name)
      if (!example) throw new Error(`the route ${name} needs an example in demoPages.ts`)
      const [account, value = ''] = example
      return { name, account, path: `/${name}`.replace(/:\w+/, value).replace(/\/$/, '') }
    }),
  )
}

/** Who opens a route, and what stands in the place of its parameter. */
type Example = readonly [account: string, value?: string]

async function findExamples(portalUrl: string): Promise<ReadonlyMap<string, Example>> {
  const { items: requests } = await apiAs(portalUrl, OFFICER).call(listApplications, {
    query: { limit: '100' },
  })
  const { items: students } = await apiAs(portalUrl, TEACHER).call(listStudents, { query: { limit: '20' } })
  const pupil = students[0]
  const { items: sweeps } = await apiAs(portalUrl, OFFICER).call(listSweeps, { query: { limit: '1' } })
  const sweepId = sweeps[0]?.id ?? ''
  const find = (what: string, isIt: (line: ApplicationLine) => boolean) => {
    const found = requests.find(isIt)
    if (!found) throw new Error(`the demo school has no request that is ${what}`)
    return found
  }
  const inState = (status: ApplicationStatus) => find(status, line => line.status === status)
  const ofClass = (status: ApplicationStatus) =>
    find(`${status} in the class`, line => line.status === status && line.className === pupil?.className)
  const nextIs = (role: string) =>
    find(`under review by ${role}`, line => line.status === 'underReview' && line.nextActor?.role === role)
  const voting = nextIs('panelMember')
  const voter = await accountOf(portalUrl, voting.nextActor?.names[0] ?? '')
  const meeting = async (when: 'toCome' | 'over') => {
    const { items } = await apiAs(portalUrl, OFFICER).call(listMeetings, { query: { when } })
    if (!items[0]) throw new Error(`the demo school has no meeting that is ${when}`)
    return items[0].id
  }
  const spells = await findSpells(portalUrl)
  return new Map<string, Example>([
    ['applications/', [OFFICER]],
    ['applications/visits', [TEACHER]],
    ['applications/sweeps', [OFFICER]],
    ['applications/sweeps/balance', ['taicang-county-admin']],
    ['applications/sweeps/results', [OFFICER]],
    ['applications/sweeps/:id', [OFFICER, sweepId]],
    ['applications/sweeps/:id/paper', [TEACHER, sweepId]],
    ['applications/new', [TEACHER]],
    ['applications/new/:studentId', [TEACHER, pupil?.id ?? '']],
    ['applications/students/:studentId/visit', [TEACHER, pupil?.id ?? '']],
    ['applications/elapsed', [OFFICER]],
    ['applications/reading', [HEAD]],
    ['applications/:id/access-log', [OFFICER, inState('determined').id]],
    ['applications/meetings', [OFFICER]],
    ['applications/meetings/new', [OFFICER]],
    ['applications/meetings/:id', [voter, await meeting('toCome')]],
    ['applications/meetings/:id/agenda', [OFFICER, await meeting('toCome')]],
    ['applications/meetings/:id/minutes', [OFFICER, await meeting('over')]],
    ['applications/:id', [OFFICER, inState('underReview').id]],
    ['applications/:id/draft', [TEACHER, ofClass('draft').id]],
    ['applications/:id/form', [OFFICER, inState('determined').id]],
    ['applications/:id/minutes', [OFFICER, inState('determined').id]],
    ['applications/:id/visit', [TEACHER, ofClass('awaitingVisit').id]],
    ['applications/:id/panel', [OFFICER, nextIs('aidOfficer').id]],
    ['applications/:id/opinion', [voter, voting.id]],
    ['applications/:id/provisional', [OFFICER, inState('submitted').id]],
    ['applications/delegations', [HEAD]],
    ['applications/:id/determination', [HEAD, inState('awaitingDetermination').id]],
    ['applications/exports', [OFFICER]],
    ['applications/episodes', [OFFICER]],
    ['applications/episodes/:id', [OFFICER, spells.exitReview]],
    ['applications/episodes/:id/exit', [OFFICER, spells.active]],
    ['applications/transfers', [OFFICER]],
    ['applications/notices', [VOCATIONAL_OFFICER]],
    ['applications/notices/new', [VOCATIONAL_OFFICER]],
    ['applications/settings', [OFFICER]],
    ['applications/settings/aid-list', [OFFICER]],
    ['applications/settings/calendar', [TEACHER]],
    ['applications/settings/:settingKey', ['taicang-county-admin', 'panelQuorum']],
    ['applications/help', [TEACHER]],
    ['archives/', [OFFICER]],
    ['archives/import', [OFFICER]],
    ['archives/import/:id', [OFFICER, await uploadFaultyList(portalUrl)]],
    ['archives/:studentId', [OFFICER, inState('determined').studentId]],
    ['mentors/', [OFFICER]],
    ['mentors/roster', [OFFICER]],
    ['coverage-reports/', [OFFICER]],
    ['coverage-reports/gaps/:indicator', [OFFICER, 'homeVisitCoverage']],
  ])
}

/** An episode in each state that a page needs. */
async function findSpells(portalUrl: string): Promise<Record<'active' | 'exitReview', string>> {
  const api = apiAs(portalUrl, OFFICER)
  const find = async (status: 'active' | 'exitReview') => {
    const { items } = await api.call(listEpisodes, { query: { status, limit: '1' } })
    if (!items[0]) throw new Error(`the demo school has no episode that is ${status}`)
    return items[0].id
  }
  return { active: await find('active'), exitReview: await find('exitReview') }
}

async function uploadFaultyList(portalUrl: string): Promise<string> {
  const rows = [listRow(1), listRow(2, { recognisedOn: '昨天' }), listRow(3, { guardianName: '' })]
  const body = new Blob([new Uint8Array(await studentList(rows))])
  return (await apiAs(portalUrl, OFFICER).call(uploadImport, { body })).id
}

async function accountOf(portalUrl: string, name: string): Promise<string> {
  const reply = await fetch(new URL('/stub/accounts', portalUrl))
  const { accounts } = (await reply.json()) as { accounts: { subject: string; name: string }[] }
  const found = accounts.find(account => account.name === name)
  if (!found) throw new Error('the next member of the panel has no account to sign in with')
  return found.subject
}
