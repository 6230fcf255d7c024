import { answerPlaces } from '../../handout/answers.ts'
import { HandoutError } from '../../handout/errors.ts'
import { handoutFormats } from '../../handout/index.ts'
import { columns, command, didYouMean, wrongUsage } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { compileOne, tellProblems, writeFiles } from '../one-course.ts'
import { pathIn, sizeText } from '../report-words.ts'
import { textTable } from '../text-table.ts'

const formats = Object.keys(handoutFormats) as (keyof typeof handoutFormats)[]

export const handout = command({
  name: 'handout',
  summary: 'Make printable handouts of modules: text, pictures, and knowledge checks with room for answers.',
  usage: '<course> [options]',
  positionals: true,
  options: {
    module: { type: 'string', multiple: true, value: '<id>', summary: 'Only this module (default: all)' },
    format: { type: 'string', choices: formats, summary: 'Kind of file (default: pdf)' },
    answers: {
      type: 'string',
      choices: answerPlaces,
      summary: 'Where the answers stand: at the end, beside each question, or nowhere (default: end)',
    },
    out: { type: 'string', value: '<dir>', summary: 'Folder for what is made (default: dist)' },
  },
  notes: [
    `Formats\n${columns(formats.map((name) => [name, handoutFormats[name].summary])).join('\n')}`,
    'One file for each module. The exit code is 1 when the course has errors. More: docs/exports.md',
    'Examples\n' +
      '  chartwright handout courses/my-course\n' +
      '  chartwright handout courses/my-course --module sequencing --answers none',
  ],
  run: async ({ module, format, answers, out = 'dist' }, written, io) => {
    const [folder, another] = written
    const tryThis = 'Try: chartwright handout courses/my-course'
    if (folder === undefined) return wrongUsage(io, 'No course was named.', tryThis)
    if (another !== undefined) return wrongUsage(io, `One course at a time; ${another} is a second one.`, tryThis)
    const compiled = await compileOne(folder, out, io)
    if (typeof compiled === 'number') return compiled
    tellProblems(compiled, io)
    const { course, assets } = compiled
    if (course === undefined) return EXIT.problems
    const known = course.modules.map(({ id }) => id)
    const unknown = module?.find((id) => !known.includes(id))
    if (unknown !== undefined) {
      const near = didYouMean(unknown, known)
      return wrongUsage(io, `The course has no module ${unknown}.${near}`, `There are: ${known.join(', ')}.`)
    }
    const { extension, write } = handoutFormats[formats.find((name) => name === format) ?? 'pdf']
    const place = answerPlaces.find((name) => name === answers) ?? 'end'
    // Whatever reads HTML is loaded only when a module is put on paper.
    const { handoutContent } = await import('../../handout/content.ts')
    const files = new Map<string, Uint8Array>()
    try {
      for (const one of course.modules.filter(({ id }) => module === undefined || module.includes(id))) {
        const bytes = await write(handoutContent(course, one, place), { list: course.assets, bytes: assets })
        files.set(`${course.id}-${one.id}.${extension}`, bytes)
      }
    } catch (error) {
      if (!(error instanceof HandoutError)) throw error
      io.stderr(`${error.message}\nWrite them in other characters, or make the handout with --format html.\n`)
      return EXIT.problems
    }
    const inTheWay = writeFiles(files, out, io)
    if (inTheWay !== undefined) return inTheWay
    const rows = [...files].map(([name, bytes]) => [pathIn(out, name), sizeText(bytes.length)])
    io.stdout(textTable(rows, new Set([1])))
    return EXIT.fine
  },
})
