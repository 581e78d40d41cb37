import type { ProblemCode } from '@sunshine-aid/api-contract'
import type { Trx } from '@sunshine-aid/api-server/src/database/schema.ts'
import type { TestInput } from '@sunshine-aid/api-server/src/testing/injectRequest.ts'
import type { Other, PrincipalName } from '../world/people.ts'
import type { Stand } from '../world/requests.ts'
import type { World } from '../world/world.ts'

/** How a problem is reached: by whom, with which request, from which state. */
export interface Way {
  readonly code: ProblemCode
  readonly endpoint: string
  readonly by?: PrincipalName | Other
  /** Where the request stands; else the endpoint's own. */
  readonly stand?: Stand
  /** What is different in the database. */
  readonly given?: (trx: Trx, world: World) => Promise<unknown>
  /** Without `If-Match`. */
  readonly blind?: true
  /** What is different from the endpoint's sample request. */
  readonly input?: TestInput | ((world: World) => TestInput)
}
