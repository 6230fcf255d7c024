import { openFolder } from '../../compiler/folder.ts'
import { loadCourse } from '../../compiler/load.ts'
import { jsonReport } from '../../problems/json.ts'
import { hasErrors, type Problem } from '../../problems/problem.ts'
import { sarifReport } from '../../problems/sarif.ts'
import { summaryText, textReport } from '../../problems/text.ts'
import { credentialFolders, credentialsOption } from '../build/credential-folders.ts'
import { DAY_HINT, dayAsked, noDay, todayOption } from '../build/day.ts'
import { command, wrongUsage } from '../command.ts'
import { courseFolders, fromHere } from '../course-folder.ts'
import { EXIT } from '../exit-codes.ts'
import { type Io, wantsColour } from '../io.ts'
import { showProgress } from '../progress.ts'
import { version } from '../version.ts'

/** Every way to print problems, by the name `--format` uses. */
const formats = {
  text: (problems: readonly Problem[], io: Io): string => {
    const report = textReport(problems, { colour: wantsColour(io) })
    return `${report}${report === '' ? '' : '\n'}${summaryText(problems)}\n`
  },
  json: (problems: readonly Problem[]): string => jsonReport(problems),
  sarif: (problems: readonly Problem[]): string => sarifReport(problems, version()),
} as const satisfies Readonly<Record<string, (problems: readonly Problem[], io: Io) => string>>

const names = Object.keys(formats) as (keyof typeof formats)[]

export const check = command({
  name: 'check',
  summary: 'List everything that is wrong with courses, and how to mend it. Writes nothing.',
  usage: '<course>… [options]',
  positionals: true,
  options: {
    store: { type: 'string', summary: 'Folder of installed code sets (default: .chartwright/codes)' },
    format: { type: 'string', choices: names, summary: 'Output format (default: text)' },
    ...todayOption,
    ...credentialsOption,
  },
  notes: [
    'A course is a folder with a course.yaml. The exit code is 1 when a course has errors; warnings do not count.',
    'Examples\n' +
      '  chartwright check courses/my-course\n' +
      '  chartwright check courses/my-course --format sarif > problems.sarif',
  ],
  run: async ({ format, store, today: asked, credentials }, written, io) => {
    if (written.length === 0) return wrongUsage(io, 'No course was named.', 'Try: chartwright check courses/my-course')
    const today = dayAsked(asked, io.now())
    if (today === undefined) return wrongUsage(io, noDay(asked), DAY_HINT)
    // Whatever the compiler needs is loaded only when a course is looked at.
    const { examine } = await import('../examine.ts')
    const { installedCodes } = await import('../codes/installed-codes.ts')
    const { checkUnlocked } = await import('../codes/unsound.ts')
    const { bookStore, codeBookOf } = await import('../codes/book.ts')
    const installed = installedCodes(store, io)
    if (typeof installed === 'number') return installed
    const books = bookStore(store, io)
    if (typeof books === 'number') return books
    const problems: Problem[] = []
    for (const folder of courseFolders(written, io)) {
      const progress = await showProgress(io, folder.name)
      try {
        const inventory = loadCourse(openFolder(folder.root))
        const examined = await examine(folder, inventory, {
          today,
          installed,
          credentialFolders: credentialFolders(credentials, io),
          onProgress: progress.update,
        })
        for (const sentence of examined.unchecked) io.stderr(`${folder.name}: ${sentence}\n`)
        const { cited, lock } = examined
        const unlocked =
          installed === undefined || lock !== undefined
            ? { problems: [], notes: [] }
            : checkUnlocked(cited.codes, installed.library, today)
        const found = [...examined.problems, ...codeBookOf(examined, books).problems, ...unlocked.problems]
        for (const sentence of unlocked.notes) io.stderr(`${folder.name}: ${sentence}\n`)
        problems.push(...fromHere(folder, found))
      } finally {
        progress.stop()
      }
    }
    const print = formats[names.find((name) => name === format) ?? 'text']
    io.stdout(print(problems, io))
    return hasErrors(problems) ? EXIT.problems : EXIT.fine
  },
})
