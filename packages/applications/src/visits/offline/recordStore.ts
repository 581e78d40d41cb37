import type { SealedRecord } from './sealedRecord.ts'

/** Where sealed records lie until they are sent. */
export interface RecordStore {
  readonly put: (record: SealedRecord) => Promise<void>
  /** Those of one account, in the order in which they were first stored. */
  readonly of: (owner: string) => Promise<SealedRecord[]>
  readonly remove: (id: string) => Promise<void>
}

const DATABASE = 'sunshine-aid.visits'
const RECORDS = 'records'
const BY_OWNER = 'owner'

/**
 * Whether anything was ever kept on this device, so that a page without anything to send loads nothing for it.
 * Browsers that do not tell count as those that have.
 */
export async function wasUsed(): Promise<boolean> {
  if (!('indexedDB' in globalThis)) return false
  if (!('databases' in indexedDB)) return true
  return (await indexedDB.databases()).some(({ name }) => name === DATABASE)
}

/** In IndexedDB. Opened for each use and closed after it: a module leaves no connection behind. */
export const deviceStore: RecordStore = {
  put: record => use('readwrite', store => store.put(record)).then(() => undefined),
  of: owner => use('readonly', store => store.index(BY_OWNER).getAll(owner) as IDBRequest<SealedRecord[]>),
  remove: id => use('readwrite', store => store.delete(id)).then(() => undefined),
}

async function use<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  try {
    // `strict`: it says "kept" only once it is on the disk.
    const transaction = database.transaction(RECORDS, mode, { durability: 'strict' })
    const request = ask(transaction.objectStore(RECORDS))
    await finished(transaction)
    return request.result
  } finally {
    database.close()
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(RECORDS, { keyPath: 'id' }).createIndex(BY_OWNER, 'owner')
  }
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(storageFailure(request.error))
    request.onblocked = () => reject(storageFailure(null))
  })
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(storageFailure(transaction.error))
    transaction.onerror = () => reject(storageFailure(transaction.error))
  })
}

/** Full, switched off, or gone: all the same to somebody who wants to keep a visit. */
function storageFailure(cause: unknown): Error {
  return new Error('the browser did not store the record', { cause })
}
