import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { BuiltCourse } from '../../packages/diff/index.ts'
import { command, wrongUsage } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import type { Io } from '../io.ts'

const formats = ['text', 'json'] as const

export const diff = command({
  name: 'diff',
  summary: 'Say what uploading a new version does to learners partway through the old one. Writes nothing.',
  usage: '<old> <new> [options]',
  positionals: true,
  options: {
    format: { type: 'string', choices: formats, summary: 'Output format (default: text)' },
  },
  notes: [
    'Each is a package that chartwright built, a folder made for `web`, or the course.json of a build.\n' +
      'The exit code is 1 when something a learner has is lost or counts differently, or when a rule of an exam or of\n' +
      'completion has become stricter; 0 when all is kept.',
    'Examples\n' +
      '  chartwright diff uploaded/my-course-scorm12.zip dist/my-course-scorm12.zip\n' +
      '  chartwright diff old/course.json dist/my-course/course.json --format json',
  ],
  run: async ({ format }, written, io) => {
    const [old, now, ...more] = written
    if (old === undefined || now === undefined || more.length > 0) {
      return wrongUsage(
        io,
        'Two packages are compared: the one learners have, and the new one.',
        'Try: chartwright diff old/my-course-scorm12.zip dist/my-course-scorm12.zip',
      )
    }
    // What reads zips and knows the model is loaded only when packages are compared.
    const { diffPackages } = await import('../../packages/diff/index.ts')
    const { targets } = await import('../../packages/index.ts')
    const { diffFormats } = await import('../diff-report.ts')
    const [before, after] = [await readBuilt(old, io), await readBuilt(now, io)]
    if (typeof before === 'string' || typeof after === 'string') {
      for (const refused of [before, after]) if (typeof refused === 'string') io.stderr(`chartwright: ${refused}\n`)
      return EXIT.io
    }
    const result = diffPackages(before, after, targets)
    const named = { before: { ...before, name: old }, after: { ...after, name: now }, result }
    io.stdout(diffFormats[formats.find((one) => one === format) ?? 'text'](named))
    const { broken, tally } = result
    return broken.length + tally.lost + tally.rescored + tally.stricter > 0 ? EXIT.problems : EXIT.fine
  },
})

/** The course in a package, or a sentence on why there is none. */
async function readBuilt(name: string, io: Io): Promise<BuiltCourse | string> {
  const { readBuiltFolder, readBuiltJson, readBuiltZip } = await import('../../packages/diff/read-built.ts')
  const path = resolve(io.cwd, name)
  const folder = statSync(path).isDirectory()
  if (folder && existsSync(join(path, 'course.yaml')))
    return `${name} is the folder of a course. Build it first, and name what was built.`
  const text = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)
  const json = folder ? text(join(path, 'course.json')) : path.endsWith('.json') ? text(path) : undefined
  const built =
    json !== undefined
      ? readBuiltJson(json)
      : folder
        ? readBuiltFolder(text(join(path, 'course.js')))
        : await readBuiltZip(path)
  if ('because' in built) return `${name} ${built.because}`
  const { check } = await import('../../validation/check.ts')
  const { value: course, issues } = check('compiled-course', built.json)
  if (course !== undefined) return { ...built, course }
  const [first] = issues
  return `${name} holds a course that this version of chartwright cannot read: ${first?.pointer ?? ''} ${first?.message ?? ''}`
}
