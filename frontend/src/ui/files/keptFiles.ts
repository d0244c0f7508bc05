import type { Owner } from '@/api/attachments'

/** A file chosen and not yet arrived, kept on this device so that a reload or a broken line loses nothing. */
export interface KeptFile {
  key: string
  account: number
  owner: Owner
  file: File
  /** Where the service keeps what has arrived. */
  url: string | null
  percent: number
  at: number
}

const NAME = 'mingze.files'
const STORE = 'files'
/** As long as the service keeps what arrived in part. */
const HOURS = 24

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Whatever the store does is a help: a browser may forbid it, or have no room. */
async function within<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await open()
    try {
      return await new Promise<T>((resolve, reject) => {
        const request = work(database.transaction(STORE, mode).objectStore(STORE))
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    } finally {
      database.close()
    }
  } catch {
    return undefined
  }
}

export async function keepFile(kept: KeptFile): Promise<void> {
  await within('readwrite', (store) => store.put(kept))
}

export async function forgetFile(key: string): Promise<void> {
  await within('readwrite', (store) => store.delete(key))
}

/** What this account began for this owner; what is too old is swept away. */
export async function keptFiles(account: number, owner: Owner, now = Date.now()): Promise<KeptFile[]> {
  const all = (await within('readonly', (store) => store.getAll() as IDBRequest<KeptFile[]>)) ?? []
  for (const kept of all) if (isOld(kept, now)) await forgetFile(kept.key)
  return all.filter((kept) => !isOld(kept, now) && belongs(kept, account, owner)).sort((a, b) => a.at - b.at)
}

export function isOld(kept: Pick<KeptFile, 'at'>, now: number): boolean {
  return now - kept.at > HOURS * 3_600_000
}

export function belongs(kept: Pick<KeptFile, 'account' | 'owner'>, account: number, owner: Owner): boolean {
  return kept.account === account && kept.owner.type === owner.type && kept.owner.id === owner.id
}

/** With the words somebody typed, their files leave the device when they sign out. */
export async function forgetFiles(): Promise<void> {
  await within('readwrite', (store) => store.clear())
}
