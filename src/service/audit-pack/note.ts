import type { Store } from '../../storage/store.ts'
import type { PackAsked } from './gather.ts'

/** Records in the audit trail that somebody took away another person's records. */
export const notePack = (store: Pick<Store, 'audit'>, at: number, who: string, asked: PackAsked): Promise<void> =>
  store.audit({ at, who, action: 'audit-pack', detail: JSON.stringify(asked) })
