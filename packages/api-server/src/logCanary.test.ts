import { endpoints, type EndpointSpec } from '@sunshine-aid/api-contract'
import { ROLES, type Role } from '@sunshine-aid/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApi } from './testing/api.ts'
import { canaryInput } from './testing/canaryInput.ts'
import { addAccount, plantOrgTree, type OrgTree } from './testing/orgTree.ts'

const CANARY = '王小明金丝雀'
const log: string[] = []
const faults: unknown[] = []
const api = await testApi({ log: { write: line => log.push(line) }, onFault: fault => faults.push(fault) })
afterAll(() => api.close())

/** Where each role may be held. */
function placeOf(role: Role, tree: OrgTree) {
  if (role === 'student' || role === 'guardian' || role === 'classTeacher') return tree.c1k1s1a1
  if (role === 'countyAdmin') return tree.c1k1
  if (role === 'cityAdmin') return tree.c1
  return role === 'provinceAdmin' ? tree.p : tree.c1k1s1
}

beforeAll(async () => {
  const tree = await plantOrgTree(api.ownerDb)
  for (const role of ROLES) await addAccount(api.ownerDb, role, [{ role, at: placeOf(role, tree) }])
})

/** Every text that can be typed is the canary; so are the headers that anybody may set. */
function inputOf({ params, query, body, upload, ifMatch }: EndpointSpec) {
  const parts = {
    params: canaryInput(params, CANARY),
    query: canaryInput(query, CANARY),
    body: canaryInput(body, CANARY),
  }
  const filled = Object.entries({ ...parts, ...(upload && { body: Buffer.from(CANARY) }) }).filter(
    ([, part]) => part !== undefined,
  )
  const headers = {
    'user-agent': encodeURI(CANARY),
    'x-forwarded-for': encodeURI(CANARY),
    cookie: `a=${encodeURI(CANARY)}`,
  }
  return { ...Object.fromEntries(filled), headers, ...(ifMatch && { ifMatch: 1 }) }
}

/** The same, with every part wrong in its shape. */
function wrongInputOf({ path }: EndpointSpec) {
  const params = Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, CANARY]))
  return {
    params,
    query: { [CANARY]: CANARY },
    body: { [CANARY]: CANARY },
    headers: { 'if-match': encodeURI(CANARY) },
  }
}

test.each(endpoints.map(endpoint => [endpoint.id, endpoint] as const))(
  '%s logs nothing that was typed',
  async (_, endpoint) => {
    log.splice(0)
    for (const role of ROLES) await api.call(role, endpoint, inputOf(endpoint))
    await api.call('aidOfficer', endpoint, wrongInputOf(endpoint))
    await api.call(CANARY, endpoint, inputOf(endpoint))
    expect(log).toHaveLength(ROLES.length + 2)
    expect(log.join('')).not.toMatch(/王小明|金丝雀|%E7%8E%8B|%E9%87%91/i)
    expect(faults.splice(0)).toEqual([])
  },
)
