import type * as Reach from '@sunshine-aid/api-server/src/access/reach.ts'
import type { Database } from '@sunshine-aid/api-server/src/database/schema.ts'
import { expressionBuilder, type SqlBool } from 'kysely'
import type { OrgTree } from '@sunshine-aid/api-server/src/testing/orgTree.ts'

/** `access/reach.ts`, the one place where the code says how far a permission reaches. */
export type ReachModule = typeof Reach

/** What stands in for it; the module itself unless a test puts something else here. */
export const stand: { in: ReachModule | undefined } = { in: undefined }

/**
 * The module with a switch in each of its functions. Product code has no such switch: a way to turn the check off
 * would be a hole of its own. Only the test runner's module graph holds this one.
 */
export function switched(original: ReachModule): ReachModule {
  const names = Object.keys(original) as (keyof ReachModule)[]
  const entries = names.map(name => [
    name,
    (...args: never[]) => ((stand.in ?? original)[name] as (...given: never[]) => unknown)(...args),
  ])
  return Object.fromEntries(entries) as ReachModule
}

const everyRow = () => () => expressionBuilder<Database>().lit<SqlBool>(true)

/** No reach at all: every condition is "true", and every role is held at every organisation. */
export function reachEverything(tree: OrgTree): ReachModule {
  return {
    reachableStudents: everyRow,
    reachableApplications: everyRow,
    reachableVisits: everyRow,
    mentored: () => expressionBuilder<Database>().selectFrom('pairing').select('pairing.student_id'),
    isWithin: () => true,
    reachIn: () => 'place',
    actingAs: ({ assignments }) => assignments[0]!,
    actingRole: ({ assignments }) => assignments[0]!.role,
    grants: ({ assignments }) =>
      Object.values(tree).map(({ id, path, kind }) => ({
        reach: 'place',
        assignment: { ...assignments[0]!, orgId: id, orgPath: path, orgKind: kind, schoolId: id },
      })),
  }
}
