import { endpoints, recordVisit, saveDraft } from '@sunshine-aid/api-contract'
import { ROLES, type Role } from '@sunshine-aid/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { readMatrix } from './expectations.ts'
import { sampleOf } from './matrix.ts'
import { standOf } from './samples.ts'
import { tableDigests } from './tableDigests.ts'
import { openWorld, type World } from './world/world.ts'

// Hundreds of requests a test, on a machine that may be busy with other things.
vi.setConfig({ testTimeout: 120_000 })

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Staff who get through to the endpoint's own record; a family is not shown a file, so not what changed either. */
function entitled(id: string): Role {
  const line = readMatrix().find(({ endpoint, scope }) => endpoint === id && ['mine', '-'].includes(scope))
  const staff = ROLES.filter(role => role !== 'student' && role !== 'guardian')
  const who = staff.find(role => line && ['may', 'listed'].includes(line.expected[role]))
  if (!who) throw new Error(`nobody may call ${id}`)
  return who
}

describe('editors of one record (promise G14)', () => {
  beforeEach(() => world.arrange({ status: 'draft' }))

  function save(editor: number, ifMatch: number) {
    const { body } = sampleOf('saveDraft').input({ world, principal: 'classTeacher', scope: 'mine' })
    return world.api.call('classTeacher', saveDraft, {
      params: { id: world.cases.mine.applicationId },
      body: { ...(body as object), factsAndReasons: `第${editor}人` },
      ifMatch,
    })
  }

  it('a hundred at once on one version: one is saved, the others see what was saved', async () => {
    const replies = await Promise.all(Array.from({ length: 100 }, (_, editor) => save(editor, 1)))
    const saved = replies.filter(({ status }) => status === 200)
    const stale = replies.filter(({ status }) => status === 412)
    expect([saved.length, stale.length]).toEqual([1, 99])
    const [winner] = saved
    for (const { problem } of stale)
      expect(problem.current).toMatchObject({ version: 2, factsAndReasons: winner!.body.factsAndReasons })
  })

  it('who try again on what they were shown all get through, each on a version of its own', async () => {
    const versions = await Promise.all(
      Array.from({ length: 12 }, async (_, editor) => {
        let version = 1
        for (;;) {
          const reply = await save(editor, version)
          if (reply.status === 200) return reply.body.version
          expect(reply.status).toBe(412)
          version = (reply.problem.current as { version: number }).version
        }
      }),
    )
    expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at + 2))
  })

  it.each(endpoints.filter(({ ifMatch }) => ifMatch).map(spec => [spec.id, spec] as const))(
    '%s asks which version is meant, and refuses one that is no longer',
    async (id, spec) => {
      await world.arrange(standOf(sampleOf(id)))
      const principal = entitled(id)
      const input = sampleOf(id).input({ world, principal, scope: 'mine' })
      const before = await tableDigests(world)
      const { ifMatch: _, ...blind } = input
      const [without, stale] = [
        await world.api.call(principal, spec, blind),
        await world.api.call(principal, spec, { ...input, ifMatch: 999 }),
      ]
      expect([without.status, without.problem.code]).toEqual([428, 'version_required'])
      expect([stale.status, stale.problem.code]).toEqual([412, 'stale_version'])
      expect(stale.problem.current).toHaveProperty('version')
      expect(await tableDigests(world)).toEqual(before)
    },
  )
})

describe('a request that comes again (promise G15)', () => {
  it('eighty visits, each sent three times at once and then again, are eighty visits', async () => {
    const params = { id: world.cases.mine.studentId }
    const { body } = sampleOf('recordVisit').input({ world, principal: 'aidOfficer', scope: 'mine' })
    const count = () =>
      world.asOwner(async trx => {
        const rows = await trx
          .selectFrom('home_visit')
          .select('id')
          .where('student_id', '=', params.id)
          .execute()
        return rows.length
      })
    const before = await count()
    const keys = Array.from({ length: 80 }, () => crypto.randomUUID())
    const send = (idempotencyKey: string) =>
      world.api.call('aidOfficer', recordVisit, { params, body: body as object, idempotencyKey })
    for (let from = 0; from < keys.length; from += 8) {
      const replies = await Promise.all(
        keys.slice(from, from + 8).flatMap(key => [send(key), send(key), send(key)]),
      )
      expect(replies.filter(({ status }) => ![201, 409].includes(status))).toEqual([])
    }
    const again = await Promise.all(keys.slice(0, 20).map(send))
    expect(again.every(({ status, headers }) => status === 201 && headers['idempotency-replayed'])).toBe(true)
    expect((await count()) - before).toBe(80)
  })

  const posts = endpoints.filter(({ method }) => method === 'POST')
  it.each(posts.map(spec => [spec.id, spec] as const))(
    '%s needs a key, does a thing once for it, and refuses it for anything else',
    async (id, spec) => {
      await world.arrange(standOf(sampleOf(id)))
      const principal = entitled(id)
      const input = sampleOf(id).input({ world, principal, scope: 'mine' })
      const idempotencyKey = crypto.randomUUID()
      const unkeyed = await world.api.call(principal, spec, { ...input, idempotencyKey: null })
      expect(unkeyed.problem.code).toBe('idempotency_key_required')
      const first = await world.api.call(principal, spec, { ...input, idempotencyKey })
      if (first.status >= 400) {
        // What failed left nothing behind, so the key is still free (see its own test). What a test
        // before this one decided is another version.
        expect([409, 412]).toContain(first.status)
        return
      }
      const retry = await world.api.call(principal, spec, { ...input, idempotencyKey })
      expect([retry.status, retry.text, retry.headers['idempotency-replayed']]).toEqual([
        first.status,
        first.text,
        'true',
      ])
      const other = spec.upload
        ? Buffer.from('姓名\n')
        : { ...(input.body as object | undefined), ...OTHER[id] }
      if (!spec.upload && !OTHER[id]) return
      const mismatch = await world.api.call(principal, spec, { ...input, body: other, idempotencyKey })
      expect(mismatch.problem.code).toBe('idempotency_mismatch')
    },
  )

  /** Another body that is as good. */
  const OTHER: Readonly<Record<string, object>> = {
    searchStudents: { name: '学' },
    recordVisit: { record: '另一次家访。' },
    returnApplication: { text: '再补充。' },
    completeScreening: { note: '已核实。' },
    withdrawApplication: { text: '搬走了。' },
    giveOpinion: { grounds: '另有看法' },
    recuseMember: { reason: 'other' },
    determineApplication: { remark: '备注' },
  }
})
