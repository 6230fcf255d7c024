import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { ContentFiles } from '../../service/cmi5/content-files.ts'
import { databaseAt, folderOf } from '../data.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { type Progress, showProgress } from '../progress.ts'
import { counted } from '../report-words.ts'
import { type Action, type ActionOptions, nothingWrong } from './action.ts'
import { readLines, writeLines } from './files.ts'

export const backup: Action = {
  usage: '<file>',
  summary: 'Write everything to one file, imported packages included, as of this moment',
  verb: 'write',
  wrong: nothingWrong,
  run: (io, options, file) =>
    withData(io, options, async ({ database, content }, progress) => {
      const [{ openSnapshot }, { backupLines }] = await Promise.all([
        import('../../storage/open.ts'),
        import('../../storage/backup.ts'),
      ])
      const target = resolve(io.cwd, file)
      let missing = 0
      const snapshot = await openSnapshot(database)
      try {
        const source = {
          snapshot,
          file: (sha256: string) => content.read(sha256, 0, Number.MAX_SAFE_INTEGER),
          missing: () => {
            missing += 1
          },
        }
        await writeLines(target, backupLines(source, io.now(), progress.update))
      } finally {
        await snapshot.close()
      }
      progress.stop()
      if (missing > 0) {
        io.stderr(
          `chartwright: ${target} was written without ${counted(missing, 'file')} of imported packages: not there, or damaged, in ${content.folder}.\nName the data folder of the service with --data. If a course was removed just now, this does not matter.\n`,
        )
        return EXIT.problems
      }
      io.stderr(`Everything is in ${target}. Restore it with: chartwright data restore <file>\n`)
      return EXIT.fine
    }),
}

export const restore: Action = {
  usage: '<file>',
  summary: 'Load a backup into an empty database, SQLite or PostgreSQL, and its files into the data folder',
  verb: 'read',
  wrong: nothingWrong,
  run: (io, options, file) =>
    withData(io, options, async ({ database, content }) => {
      const { restore: restoreInto } = await import('../../storage/open.ts')
      const { mkdir } = await import('node:fs/promises')
      await mkdir(folderOf(io, options), { recursive: true, mode: 0o700 })
      const { rows, files, missing } = await restoreInto(database, readLines(resolve(io.cwd, file)), {
        now: io.now,
        keep: (bytes) => content.keep(bytes),
      })
      const kept = files === 0 ? '' : ` and ${counted(files, 'file')} of imported packages`
      io.stderr(`${counted(rows, 'row')}${kept} restored.\n`)
      if (missing === 0) return EXIT.fine
      io.stderr(
        `chartwright: The backup was made without ${counted(missing, 'file')} of imported packages. Copy the folder content/ of the service it was made from to ${content.folder}, or import those courses again.\n`,
      )
      return EXIT.problems
    }),
}

interface Data {
  readonly database: string
  readonly content: ContentFiles & { readonly folder: string }
}

/** Finds database and files, and turns what the work refuses into words and an exit code. */
async function withData(
  io: Io,
  options: ActionOptions,
  work: (data: Data, progress: Progress) => Promise<number>,
): Promise<number> {
  const [
    { DatabaseInUseError, DatabaseUrlError, FormerLayoutError, NewerSchemaError },
    { BackupError },
    { CONTENT_FOLDER },
    { contentFiles },
  ] = await Promise.all([
    import('../../storage/open.ts'),
    import('../../storage/backup.ts'),
    import('../../service/data-folder.ts'),
    import('../../service/cmi5/content-files.ts'),
  ])
  const database = await databaseAt(io, options)
  if (typeof database === 'number') return database
  const folder = join(folderOf(io, options), CONTENT_FOLDER)
  const content = { folder, ...contentFiles(folder, () => randomUUID()) }
  const progress = await showProgress(io, 'Rows')
  try {
    return await work({ database, content }, progress)
  } catch (error) {
    const refusals = [BackupError, DatabaseInUseError, DatabaseUrlError, FormerLayoutError, NewerSchemaError]
    if (!(error instanceof Error) || !refusals.some((refusal) => error instanceof refusal)) throw error
    io.stderr(`chartwright: ${error.message}\n`)
    return EXIT.io
  } finally {
    progress.stop()
  }
}
