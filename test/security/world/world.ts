import { randomUUID } from 'node:crypto'
import { getImport, listImportRows, uploadImport } from '@sunshine-aid/api-contract'
import { testApi, type TestApi, type TestApiOptions } from '@sunshine-aid/api-server/testing'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import { inFullScope } from '@sunshine-aid/api-server/src/database/scope.ts'
import { recountCoverage } from '@sunshine-aid/api-server/src/coverage/recount.ts'
import { aList, aRow } from '@sunshine-aid/api-server/src/imports/testing/importApi.ts'
import { plantOrgTree, type OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'
import { arrangeDecisions } from './decisions.ts'
import { addMentors, addStudents, addVisits, settleSample, type Child } from './children.ts'
import { arrangeFiles } from './files.ts'
import { addPeople, OFFICER_OF, type People } from './people.ts'
import { SCHOOL_OF, SCOPES, type Scope } from './places.ts'
import { arrangePlan } from './plans.ts'
import { addProposals, type Proposals } from './proposals.ts'
import { addReading } from './reading.ts'
import { arrangeMeeting } from './meetings.ts'
import { arrangeSpells } from './spells.ts'
import { arrangeRequest, type Stand } from './requests.ts'
import { addSweeps, type SweptCase } from './sweeps.ts'

/** A Monday morning in the first semester, in China. */
export const MONDAY = new Date('2026-10-12T01:30:00.000Z')

/** What stands at a scope, by its ids. */
export interface Case extends Child, SweptCase {
  readonly applicationId: string
  readonly transferId: string
  readonly noticeId: string
  readonly planId: string
  readonly serviceId: string
  readonly delegationId: string
  readonly importId: string
  readonly evidenceId: string
  readonly exportId: string
  readonly readingId: string
  readonly importRowId: string
  readonly importVersion: number
  readonly meetingId: string
}

/**
 * The fixture of the matrix: a province with two cities, one record of each kind at each scope, and everybody of
 * its columns, on the real API with the real row-level security.
 */
export interface World {
  readonly api: TestApi
  readonly tree: OrgTree
  readonly people: People
  readonly cases: Readonly<Record<Scope, Case>>
  /** Changes of the policy that wait for a decision. */
  readonly proposals: Proposals
  /** Brings the request of each scope into a state; everything about it is made anew. */
  arrange(stand: Stand): Promise<void>
  /** Looks or arranges as the owner, past all rules. */
  asOwner<T>(fn: (trx: Trx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Everything can be read of a request that went all the way. */
export const FINISHED: Stand = { status: 'determined', panel: 'closed' }

export async function openWorld(options: TestApiOptions = {}): Promise<World> {
  const api = await testApi({
    clock: () => MONDAY,
    limits: { requestsPerWindow: 1_000_000, maxEventLoopDelayMs: 60_000 },
    ...options,
  })
  const asOwner = <T>(fn: (trx: Trx) => Promise<T>) => inFullScope(api.ownerDb, MONDAY, fn)
  const tree = await plantOrgTree(api.ownerDb)
  // The strictest profile: two mentors, a visit each semester.
  await asOwner(trx => trx.updateTable('org').set({ policy_profile: 'taicang2024' }).execute())
  const children = await asOwner(trx => addStudents(trx, tree, api.keyring, MONDAY))
  const people = await addPeople(api.ownerDb, tree, children.mine.studentId)
  await asOwner(async trx => {
    await addMentors(trx, tree, people, children)
    await addVisits(trx, tree, people.classTeacher, children, MONDAY)
  })
  await recountCoverage(api.ownerDb, { now: MONDAY })
  const reading = await asOwner(trx => addReading(trx, tree, people, MONDAY))
  const swept = await asOwner(trx => addSweeps(trx, tree, people, children, MONDAY))
  const cases = await addCases(api, children, reading, swept)
  const arrange = (stand: Stand) =>
    asOwner(async trx => {
      for (const scope of SCOPES) {
        const request = { id: cases[scope].applicationId, scope, child: children[scope] }
        await arrangeRequest(trx, tree, people, request, stand, MONDAY)
        await arrangeDecisions(trx, api.keyring, tree, people, scope, cases[scope], stand, MONDAY)
        await arrangeFiles(trx, api.keyring, tree, people, scope, cases[scope], MONDAY)
        await arrangeMeeting(trx, tree, people, scope, cases[scope], MONDAY)
        await arrangePlan(trx, tree, people, scope, cases[scope], MONDAY)
        await settleSample(trx, children[scope], scope)
      }
      await arrangeSpells(trx, tree, people, cases, stand.spell, MONDAY)
    })
  await arrange(FINISHED)
  const proposals = await asOwner(trx => addProposals(trx, tree, MONDAY))
  return { api, tree, people, cases, proposals, arrange, asOwner, close: () => api.close() }
}

async function addCases(
  api: TestApi,
  children: Readonly<Record<Scope, Child>>,
  reading: Readonly<Record<Scope, string>>,
  swept: Readonly<Record<Scope, SweptCase>>,
): Promise<Readonly<Record<Scope, Case>>> {
  const cases: Partial<Record<Scope, Case>> = {}
  for (const scope of SCOPES)
    cases[scope] = {
      ...children[scope],
      ...swept[scope],
      applicationId: randomUUID(),
      transferId: randomUUID(),
      noticeId: randomUUID(),
      evidenceId: randomUUID(),
      exportId: randomUUID(),
      readingId: reading[scope],
      planId: randomUUID(),
      serviceId: randomUUID(),
      delegationId: randomUUID(),
      meetingId: randomUUID(),
      ...(await addImport(api, scope)),
    }
  return cases as Record<Scope, Case>
}

/** An import belongs to the officer who uploaded it. */
async function addImport(api: TestApi, scope: Scope): Promise<Pick<Case, `import${string}` & keyof Case>> {
  const officer = OFFICER_OF[scope]
  const file = await aList([aRow(SCOPES.indexOf(scope) + 1, { school: SCHOOL_OF[scope] })])
  const { body: job } = await api.call(officer, uploadImport, { body: file })
  for (let tries = 0; tries < 500; tries += 1) {
    const { body } = await api.call(officer, getImport, { params: { id: job.id } })
    if (body.state === 'ready') {
      const rows = await api.call(officer, listImportRows, { params: { id: job.id } })
      return { importId: job.id, importRowId: rows.body.items[0]!.id, importVersion: body.version }
    }
    if (body.state !== 'reading') throw new Error(`the import is ${body.state}: ${body.fault}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error('the import was not read')
}
