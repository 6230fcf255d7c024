import type { Command } from '../command.ts'
import { readPlayer } from '../player-files.ts'
import { makeBuild } from './build.ts'
import { check } from './check.ts'
import { codes } from './codes.ts'
import { data } from './data.ts'
import { diff } from './diff.ts'
import { exportBanks } from './export.ts'
import { handout } from './handout.ts'
import { importCommand } from './import.ts'
import { keys } from './keys.ts'
import { serve } from './serve.ts'
import { users } from './users.ts'
import { verify } from './verify.ts'

/** Every verb. Help, dispatch and "did you mean" follow from this record. */
export const commands = {
  check,
  build: makeBuild(() => readPlayer()),
  verify,
  diff,
  export: exportBanks,
  handout,
  import: importCommand,
  codes,
  serve,
  users,
  keys,
  data,
} as const satisfies Readonly<Record<string, Command>>
