import { KeptVisit } from '@sunshine-aid/api-contract'
import type { RecordStore } from './recordStore.ts'
import type { Seal } from './sealedRecord.ts'

/** One account's visits on this device. */
export interface VisitBox {
  readonly put: (visit: KeptVisit) => Promise<void>
  readonly remove: (id: string) => Promise<void>
  /** Oldest first. Records that do not open are left where they are: another key may open them. */
  readonly all: () => Promise<KeptVisit[]>
}

/** Nothing leaves this function unsealed. */
export function createVisitBox(seal: Seal, store: RecordStore): VisitBox {
  return {
    put: async visit => store.put(await seal.seal(visit.id, visit)),
    remove: store.remove,
    async all() {
      const records = await store.of(seal.owner)
      const opened = await Promise.all(records.map(record => seal.open(record)))
      return opened
        .flatMap(value => KeptVisit.safeParse(value).data ?? [])
        .sort((a, b) => a.keptAt.localeCompare(b.keptAt))
    },
  }
}
