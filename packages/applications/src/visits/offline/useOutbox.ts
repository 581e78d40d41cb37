import { getDeviceKey, recordVisit } from '@sunshine-aid/api-contract'
import { VisitNotes } from '@sunshine-aid/domain'
import { randomId, useApi, useHost } from '@sunshine-aid/module-kit'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { KeptVisit } from '@sunshine-aid/api-contract'
import { deviceStore, wasUsed } from './recordStore.ts'
import { canSeal, createSeal } from './sealedRecord.ts'
import { sendVisit, sendWaiting, type SendOutcome } from './sendVisits.ts'
import { createVisitBox, type VisitBox } from './visitBox.ts'

/** Why nothing can be kept on this device now. */
export type KeepTrouble = 'unsupported' | 'noKey' | 'noStorage'

/**
 * One person's visits on this device, and the keys that open them. It outlives a page, since a visit is sent when
 * the network returns, wherever the reader is by then; in memory only, and gone with the module or the person.
 */
export const useOutbox = defineStore('applications/outbox', () => {
  const api = useApi()
  const { signal } = useHost()
  const visits = shallowRef<readonly KeptVisit[]>([])
  const sending = ref<string>()
  const trouble = ref<KeepTrouble>()
  let box: VisitBox | undefined
  let opening: Promise<VisitBox | undefined> | undefined
  let underWay: Promise<number> | undefined

  async function fetchBox(): Promise<VisitBox | undefined> {
    if (!canSeal() || !('indexedDB' in globalThis)) {
      trouble.value = 'unsupported'
      return undefined
    }
    try {
      const seal = await createSeal(await api.call(getDeviceKey, { signal }))
      box = createVisitBox(seal, deviceStore)
      trouble.value = undefined
    } catch {
      trouble.value = 'noKey'
    }
    return box
  }

  /** Fetches the keys while there is a network; `undefined` where nothing can be kept. */
  const open = () => {
    if (box) return Promise.resolve(box)
    opening ??= fetchBox().finally(() => (opening = undefined))
    return opening
  }

  /** Reads again what lies on the device. */
  async function refresh(): Promise<void> {
    const opened = await open()
    if (!opened) return
    try {
      // A device that never kept anything is left as it is.
      visits.value = (await wasUsed()) ? await opened.all() : []
    } catch {
      trouble.value = 'noStorage'
    }
  }

  /** Stores or replaces a visit; resolves to whether it is on the disk now. */
  async function keep(visit: KeptVisit): Promise<boolean> {
    const opened = await open()
    if (!opened) return false
    try {
      await opened.put(visit)
    } catch {
      trouble.value = 'noStorage'
      return false
    }
    trouble.value = undefined
    visits.value = [...visits.value.filter(({ id }) => id !== visit.id), visit]
    return true
  }

  async function drop(id: string): Promise<void> {
    visits.value = visits.value.filter(visit => visit.id !== id)
    await (await open())?.remove(id).catch(() => undefined)
  }

  const post = ({ id, key, studentId, applicationId, notes }: KeptVisit) =>
    api.call(recordVisit, {
      params: { id: studentId },
      body: { ...VisitNotes.parse(notes), id, applicationId },
      idempotencyKey: key,
      signal,
    })

  /** Sends one visit that somebody waits for. */
  async function send(visit: KeptVisit): Promise<SendOutcome> {
    const opened = await open()
    if (!opened || !navigator.onLine) return 'away'
    sending.value = visit.id
    const outcome = await sendVisit(visit, opened, post).finally(() => (sending.value = undefined))
    if (outcome === 'sent') visits.value = visits.value.filter(({ id }) => id !== visit.id)
    return outcome
  }

  async function sendAll(): Promise<number> {
    await refresh()
    if (!box || !visits.value.some(({ state }) => state === 'waiting')) return 0
    const sent = await sendWaiting(box, post, id => (sending.value = id))
    await refresh()
    return sent
  }

  /** Sends whatever waits; resolves to how many arrived. Called while it is under way, it joins in. */
  const flush = () => (underWay ??= sendAll().finally(() => (underWay = undefined)))

  return {
    visits: computed(() => visits.value),
    /** Finished, and not on the server. */
    unsent: computed(() => visits.value.filter(({ state }) => state !== 'typing')),
    sending,
    trouble,
    open,
    refresh,
    keep,
    drop,
    send,
    flush,
    /** A visit to a student that is not on this device yet. */
    begin: (of: Omit<KeptVisit, 'id' | 'key' | 'state' | 'problem'>): KeptVisit => ({
      ...of,
      id: randomId(),
      key: randomId(),
      state: 'typing',
      problem: null,
    }),
    /** The same visit for another attempt: what is sent under a key never changes. */
    again: (visit: KeptVisit, change: Partial<KeptVisit>): KeptVisit => ({
      ...visit,
      problem: null,
      ...change,
      key: randomId(),
    }),
  }
})
