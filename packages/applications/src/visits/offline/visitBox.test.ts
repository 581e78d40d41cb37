import { ProblemError, type ProblemCode } from '@sunshine-aid/api-contract'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { KeptVisit } from '@sunshine-aid/api-contract'
import type { RecordStore } from './recordStore.ts'
import { createSeal, type SealedRecord } from './sealedRecord.ts'
import { sendWaiting } from './sendVisits.ts'
import { createVisitBox } from './visitBox.ts'

const keyOf = (letter: string) => ({ id: 'k1', key: btoa(letter.repeat(32)) })
const TEACHER = randomUUID()
const STRANGER = randomUUID()

/** The disk of the test: what lies on it can be looked at. The real one is tried out in a browser, end to end. */
function aDisk() {
  const records = new Map<string, SealedRecord>()
  const store: RecordStore = {
    put: async record => void records.set(record.id, record),
    of: async owner => [...records.values()].filter(record => record.owner === owner),
    remove: async id => void records.delete(id),
  }
  const lines = () =>
    [...records.values()].map(
      ({ box, ...clear }) => JSON.stringify(clear) + new TextDecoder('latin1').decode(box),
    )
  return { store, records, text: () => lines().join('\n') }
}

async function boxOf(disk: ReturnType<typeof aDisk>, owner = TEACHER, letter = 'a') {
  return createVisitBox(await createSeal({ owner, keys: [keyOf(letter)] }), disk.store)
}

let minute = 0
function aVisit(change: Partial<KeptVisit> = {}): KeptVisit {
  minute += 1
  return {
    id: randomUUID(),
    key: randomUUID(),
    state: 'waiting',
    studentId: randomUUID(),
    studentName: '周小满',
    className: '三年级一班',
    applicationId: null,
    notes: {
      mode: 'onSite',
      visitedOn: '2026-10-12',
      reached: true,
      ledByLeader: false,
      policyExplained: false,
      companions: null,
      record: '与祖母见面。',
      interview: null,
    },
    keptAt: new Date(Date.UTC(2026, 9, 12, 1, minute)).toISOString(),
    problem: null,
    ...change,
  }
}

describe('a visit on the device', () => {
  it('comes back as it was, the oldest first', async () => {
    const box = await boxOf(aDisk())
    const [first, second] = [aVisit(), aVisit()]
    await box.put(second)
    await box.put(first)
    expect(await box.all()).toEqual([first, second])
  })

  it('tells nobody who looks at the disk whom it is about or what it says', async () => {
    const disk = aDisk()
    const visit = aVisit()
    await (await boxOf(disk)).put(visit)
    const bytes = new TextEncoder().encode(visit.studentName)
    const asLatin = new TextDecoder('latin1').decode(bytes)
    for (const secret of [asLatin, visit.studentId, visit.key, 'onSite', 'waiting'])
      expect(disk.text()).not.toContain(secret)
    expect(disk.text()).toContain(visit.id)
  })

  it('is neither listed nor opened for somebody else, even with the record in hand', async () => {
    const disk = aDisk()
    await (await boxOf(disk)).put(aVisit())
    expect(await (await boxOf(disk, STRANGER, 'b')).all()).toEqual([])
    const [record] = disk.records.values()
    const stranger = await createSeal({ owner: STRANGER, keys: [keyOf('b')] })
    expect(await stranger.open({ ...record!, owner: STRANGER })).toBeUndefined()
    const teacherKeyElsewhere = await createSeal({ owner: STRANGER, keys: [keyOf('a')] })
    expect(await teacherKeyElsewhere.open({ ...record!, owner: STRANGER })).toBeUndefined()
  })

  it('that was changed on the disk, or moved to another row, is not shown', async () => {
    const disk = aDisk()
    const box = await boxOf(disk)
    await box.put(aVisit())
    const [record] = disk.records.values()
    const moved = { ...record!, id: randomUUID() }
    disk.records.clear()
    disk.records.set(moved.id, moved)
    expect(await box.all()).toEqual([])
  })

  it('that was sealed before the keys were changed still opens', async () => {
    const disk = aDisk()
    const visit = aVisit()
    await (await boxOf(disk)).put(visit)
    const keys = [{ ...keyOf('z'), id: 'k2' }, keyOf('a')]
    const later = createVisitBox(await createSeal({ owner: TEACHER, keys }), disk.store)
    expect(await later.all()).toEqual([visit])
  })
})

describe('sending', () => {
  const refusal = (code: ProblemCode) => () => Promise.reject(new ProblemError(code, 'POST'))

  it('takes each visit off the device once the server has it, in the order of writing', async () => {
    const box = await boxOf(aDisk())
    const visits = [aVisit(), aVisit()]
    for (const visit of visits) await box.put(visit)
    const posted: KeptVisit[] = []
    expect(await sendWaiting(box, async visit => posted.push(visit))).toBe(2)
    expect(posted).toEqual(visits)
    expect(await box.all()).toEqual([])
  })

  it('repeats id and key when the answer was lost', async () => {
    const box = await boxOf(aDisk())
    await box.put(aVisit())
    const posted: string[] = []
    const lost = (visit: KeptVisit) => {
      posted.push(visit.id + visit.key)
      return Promise.reject(new ProblemError('unavailable', 'POST'))
    }
    await sendWaiting(box, lost)
    await sendWaiting(box, lost)
    expect(new Set(posted).size).toBe(1)
    expect(posted).toHaveLength(2)
  })

  it.each(['unavailable', 'in_flight', 'unauthenticated', 'internal'] as const)(
    'leaves everything waiting after %s',
    async code => {
      const box = await boxOf(aDisk())
      for (const visit of [aVisit(), aVisit()]) await box.put(visit)
      expect(await sendWaiting(box, refusal(code))).toBe(0)
      expect((await box.all()).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    },
  )

  it('keeps what was refused, with the reason, and goes on with the next', async () => {
    const box = await boxOf(aDisk())
    const [refused, next] = [aVisit(), aVisit()]
    for (const visit of [refused, next]) await box.put(visit)
    const post = (visit: KeptVisit) =>
      visit.id === refused.id ? refusal('visit_request_closed')() : Promise.resolve()
    expect(await sendWaiting(box, post)).toBe(1)
    expect(await box.all()).toEqual([{ ...refused, state: 'refused', problem: 'visit_request_closed' }])
    expect(await sendWaiting(box, () => Promise.resolve())).toBe(0)
  })

  it('does not send what is still being typed', async () => {
    const box = await boxOf(aDisk())
    await box.put(aVisit({ state: 'typing' }))
    expect(await sendWaiting(box, () => Promise.resolve())).toBe(0)
    expect(await box.all()).toHaveLength(1)
  })
})
