import { isUtf8 } from 'node:buffer'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { dayOf } from '../build/day.ts'
import { command, didYouMean, wrongUsage } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { makeFolder } from '../make-folder.ts'

const KINDS = ['chart'] as const
/** A patient's whole life as Synthea writes it stays below this. */
const MOST_BYTES = 50_000_000
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export const importCommand = command({
  name: 'import',
  summary: 'Turn a chart into a draft case with invented names and relative days. The key is left to you.',
  usage: 'chart <file> [options]',
  positionals: true,
  options: {
    out: { type: 'string', value: '<file>', summary: 'Markdown file to write (default: cases/<id>.md)' },
    case: {
      type: 'string',
      value: '<id>',
      summary: 'Id of the case (default: from the name of --out, else imported-chart)',
    },
  },
  notes: [
    'Charts: plain text, Markdown, or a FHIR R4 Bundle of one patient (JSON), such as Synthea makes.',
    'What identifies people is replaced wherever it is found, but it may not all be found: read the result.',
    'An existing file is never overwritten. More: docs/phi.md',
    'Examples\n' +
      '  chartwright import chart note.txt --out cases/pneumonia.md\n' +
      '  chartwright import chart bundle.json --case nstemi',
  ],
  run: async ({ out, case: named }, [kind, file, ...more], io) => {
    const retry = 'Try: chartwright import chart note.txt --out cases/my-case.md'
    if (kind === undefined) return wrongUsage(io, 'Say what to import: chart.', retry)
    if (!KINDS.some((known) => known === kind))
      return wrongUsage(io, `import cannot read a ${kind}.${didYouMean(kind, KINDS)}`, retry)
    if (file === undefined) return wrongUsage(io, 'No chart was named.', retry)
    if (more.length > 0) return wrongUsage(io, `${more[0]} means nothing here: one chart makes one case.`, retry)
    const id = named ?? (out === undefined ? 'imported-chart' : basename(out).replace(/\.md$/, ''))
    if (!ID.test(id) || id.length > 64)
      return wrongUsage(
        io,
        `"${id}" cannot be the id of a case: lower-case letters, digits and hyphens, up to 64.`,
        retry,
      )
    const target = resolve(io.cwd, out ?? `cases/${id}.md`)
    const shown = relative(io.cwd, target).replaceAll('\\', '/')
    if (existsSync(target)) {
      io.stderr(`chartwright: ${shown} is there already, and is not overwritten. Name another file with --out.\n`)
      return EXIT.io
    }
    const path = resolve(io.cwd, file)
    if (!(statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)) {
      io.stderr(`chartwright: There is no file ${file}.\n`)
      return EXIT.io
    }
    const bytes = readFileSync(path)
    if (bytes.length > MOST_BYTES || !isUtf8(bytes)) {
      io.stderr(`chartwright: ${file} is not a text in UTF-8 of at most ${MOST_BYTES / 1e6} MB.\n`)
      return EXIT.io
    }
    const { importChart } = await import('../chart/index.ts')
    const made = importChart(new TextDecoder('utf-8').decode(bytes), { id, asOf: dayOf(io.now()) })
    if ('because' in made) {
      io.stderr(`chartwright: ${file} cannot be made into a case. ${made.because}\n`)
      return EXIT.problems
    }
    makeFolder(dirname(target))
    // A file that came there meanwhile is not overwritten either.
    writeFileSync(target, made.text, { flag: 'wx' })
    io.stdout(
      `${shown}: ${made.documents} ${made.documents === 1 ? 'document' : 'documents'}, ${made.replaced} ${made.replaced === 1 ? 'identifier' : 'identifiers'} replaced\n`,
    )
    io.stderr(
      'Read every document: only what was found was replaced. Then write the key in place of TO-CODE, and state with `fictional: true` that nobody can be recognised.\n',
    )
    return EXIT.fine
  },
})
