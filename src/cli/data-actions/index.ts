import type { Action } from './action.ts'
import { backup, restore } from './backup.ts'
import { forget, retain } from './deleting.ts'
import { exportStatements, importStatements } from './statements.ts'

/** What `chartwright data` does, by name. */
export const actions = {
  backup,
  restore,
  export: exportStatements,
  import: importStatements,
  retain,
  forget,
} as const satisfies Readonly<Record<string, Action>>
