import { resolve } from 'node:path'
import type { Snapshot } from '../../storage/snapshot.ts'
import { databaseUrl, folderOf } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { type Progress, showProgress } from '../progress.ts'
import { type Action, type ActionOptions, nothingWrong } from './action.ts'
import { readLines, writeLines } from './files.ts'
import { counted } from './opened.ts'

export const backup: Action = {
  usage: '<file>',
  summary: 'Write everything to a file, as it stands at this moment',
  verb: 'write',
  wrong: nothingWrong,
  run: async (io, options, file) => {
    const [{ openSnapshot }, { backupLines }] = await Promise.all([
      import('../../storage/open.ts'),
      import('../../storage/backup.ts'),
    ])
    const target = resolve(io.cwd, file)
    const progress = await showProgress(io, 'Rows')
    return unlessRefused(io, progress, async () => {
      const snapshot: Snapshot = await openSnapshot(await urlOf(io, options))
      try {
        await writeLines(target, backupLines(snapshot, io.now(), progress.update))
      } finally {
        await snapshot.close()
      }
      progress.stop()
      io.stderr(`Everything is in ${target}. Restore it with: chartwright data restore <file>\n`)
      return EXIT.fine
    })
  },
}

export const restore: Action = {
  usage: '<file>',
  summary: 'Put a backup into an empty database, of either kind',
  verb: 'read',
  wrong: nothingWrong,
  run: async (io, options, file) => {
    const { restore: restoreInto } = await import('../../storage/open.ts')
    const { mkdir } = await import('node:fs/promises')
    const progress = await showProgress(io, 'Rows')
    await mkdir(folderOf(io, options), { recursive: true, mode: 0o700 })
    return unlessRefused(io, progress, async () => {
      const rows = await restoreInto(await urlOf(io, options), readLines(resolve(io.cwd, file)), io.now)
      io.stderr(`${counted(rows, 'row')} restored.\n`)
      return EXIT.fine
    })
  },
}

async function urlOf(io: Io, options: ActionOptions): Promise<string> {
  const { databaseIn } = await import('../../service/data-folder.ts')
  return databaseUrl(io, options) ?? databaseIn(folderOf(io, options))
}

/** Runs it, and turns what it refuses into words and an exit code. */
async function unlessRefused(io: Io, progress: Progress, work: () => Promise<number>): Promise<number> {
  const [{ DatabaseInUseError, DatabaseUrlError, FormerLayoutError, NewerSchemaError }, { BackupError }] =
    await Promise.all([import('../../storage/open.ts'), import('../../storage/backup.ts')])
  try {
    return await work()
  } catch (error) {
    const refusals = [BackupError, DatabaseInUseError, DatabaseUrlError, FormerLayoutError, NewerSchemaError]
    if (!(error instanceof Error) || !refusals.some((refusal) => error instanceof refusal)) throw error
    io.stderr(`chartwright: ${error.message}\n`)
    return EXIT.io
  } finally {
    progress.stop()
  }
}
