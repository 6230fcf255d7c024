import type { Store } from '../../storage/store.ts'
import type { PackAsked } from './gather.ts'

/** Says for good that somebody took the records of somebody else along. */
export const notePack = (store: Pick<Store, 'audit'>, at: number, who: string, asked: PackAsked): Promise<void> =>
  store.audit({ at, who, action: 'audit-pack', detail: JSON.stringify(asked) })
