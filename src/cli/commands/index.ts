import type { Command } from '../command.ts'
import { readPlayer } from '../player-files.ts'
import { auditPacks } from './audit-pack.ts'
import { makeBuild } from './build.ts'
import { certificates } from './certificates.ts'
import { check } from './check.ts'
import { codes } from './codes.ts'
import { credentials } from './credentials.ts'
import { credits } from './credits.ts'
import { data } from './data.ts'
import { diff } from './diff.ts'
import { exportBanks } from './export.ts'
import { handout } from './handout.ts'
import { importCommand } from './import.ts'
import { keys } from './keys.ts'
import { ledger } from './ledger.ts'
import { rosters } from './rosters.ts'
import { serve } from './serve.ts'
import { signingKeys } from './signing.ts'
import { templates } from './templates.ts'
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
  credentials,
  serve,
  users,
  keys,
  data,
  roster: rosters,
  credit: credits,
  certificates,
  templates,
  'signing-keys': signingKeys,
  ledger,
  'audit-pack': auditPacks,
} as const satisfies Readonly<Record<string, Command>>
