import type { AuditEventTable } from '../database/schema.ts'
import { inFullScope } from '../database/scope.ts'
import { testApi, type TestApi, type TestApiOptions } from './api.ts'
import { addAccount, plantOrgTree, type OrgTree } from './orgTree.ts'
import { sampleEndpoints } from './sampleEndpoints.ts'
import { addNoteTable, sampleRoutes, type Gate } from './sampleRoutes.ts'

/** The machinery with a resource of its own: what holds here holds for every endpoint. */
export interface SampleApi extends TestApi {
  readonly tree: OrgTree
  readonly gate: Gate
  /** Errors behind the answers 500, in order. */
  readonly faults: unknown[]
  /** Lines of the log. */
  readonly log: string[]
  /** The audit trail, oldest first. */
  trail(): Promise<AuditEventTable[]>
}

/** `officer` and `colleague` are aid officers of the school, `stranger` of another one; `county` sees figures only. */
export async function sampleApi(options: TestApiOptions = {}): Promise<SampleApi> {
  const gate: Gate = { pass: () => Promise.resolve() }
  const faults: unknown[] = []
  const log: string[] = []
  const api = await testApi({
    endpoints: sampleEndpoints,
    routes: [sampleRoutes(gate)],
    onFault: error => faults.push(error),
    log: { write: line => log.push(line) },
    ...options,
  })
  await addNoteTable(api.ownerDb)
  const tree = await plantOrgTree(api.ownerDb)
  await addAccount(api.ownerDb, 'officer', [{ role: 'aidOfficer', at: tree.c1k1s1 }])
  await addAccount(api.ownerDb, 'colleague', [{ role: 'aidOfficer', at: tree.c1k1s1 }])
  await addAccount(api.ownerDb, 'stranger', [{ role: 'aidOfficer', at: tree.c1k1s2 }])
  await addAccount(api.ownerDb, 'county', [{ role: 'countyAdmin', at: tree.c1k1 }])
  await addAccount(api.ownerDb, 'guest', [])
  const trail = () =>
    inFullScope(api.ownerDb, new Date(), trx =>
      trx.selectFrom('audit_event').selectAll().orderBy('at').orderBy('chain').orderBy('seq').execute(),
    )
  return { ...api, tree, gate, faults, log, trail }
}
