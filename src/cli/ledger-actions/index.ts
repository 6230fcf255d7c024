import type { LedgerAction } from './action.ts'
import { exportLedger } from './export.ts'
import { show } from './show.ts'
import { verify } from './verify.ts'

/** What `chartwright ledger` does, by name. */
export const ledgerActions = { verify, show, export: exportLedger } as const satisfies Readonly<
  Record<string, LedgerAction>
>
