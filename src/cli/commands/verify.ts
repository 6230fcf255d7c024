import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { hasErrors } from '../../problems/problem.ts'
import { command, wrongUsage } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { readSchemaFolder } from '../schema-folder.ts'
import { systemErrorWords } from '../system-errors.ts'
import type { VerifiedFile } from '../verify-report.ts'

const formats = ['text', 'json', 'sarif'] as const

export const verify = command({
  name: 'verify',
  summary: 'List everything that is wrong with packages, whoever made them. Writes nothing.',
  usage: '<zip>… [options]',
  positionals: true,
  options: {
    format: { type: 'string', choices: formats, summary: 'Output format (default: text)' },
    schemas: {
      type: 'string',
      value: '<dir>',
      summary: "Folder with the standards' XML schemas, to validate manifests against as well",
    },
  },
  notes: [
    'A package is a zip with imsmanifest.xml (SCORM 1.2, SCORM 2004), cmi5.xml or tincan.xml at its root.\n' +
      'The exit code is 1 when one of them has errors, and 3 when one could not be read; warnings do not count.\n' +
      'All rules: docs/verify.md',
    'The schema folder has a folder for each standard: scorm12edition, scorm20043rdedition, scorm20044thedition, cmi5.',
    'Examples\n' +
      '  chartwright verify dist/my-course-scorm12.zip\n' +
      '  chartwright verify dist/*.zip --format json',
  ],
  run: async ({ format, schemas: dir }, written, io) => {
    if (written.length === 0)
      return wrongUsage(io, 'No package was named.', 'Try: chartwright verify dist/my-course-scorm12.zip')
    const folder = written.find((name) => isFolder(resolve(io.cwd, name)))
    if (folder !== undefined)
      return wrongUsage(io, `${folder} is a folder.`, 'Name the zip; a course folder is for `chartwright check`.')
    const schemas = dir === undefined ? undefined : readSchemaFolder(resolve(io.cwd, dir))
    if (schemas?.size === 0)
      return wrongUsage(io, `${dir} has no schema files (.xsd).`, 'docs/verify.md says what such a folder looks like.')
    // The rules and the zip reader are loaded only when a package is looked at.
    const { verifyPackage } = await import('../../packages/verify/index.ts')
    const { problemsOf, unreadable, verifyFormats } = await import('../verify-report.ts')
    const files: VerifiedFile[] = []
    for (const name of written) {
      try {
        files.push({ name, ...(await verifyPackage(resolve(io.cwd, name), undefined, schemas)) })
      } catch (error) {
        const words = systemErrorWords(error, name)
        if (words === undefined) throw error
        io.stderr(`chartwright: ${words}\n`)
        files.push(unreadable(name, words))
      }
    }
    io.stdout(verifyFormats[formats.find((one) => one === format) ?? 'text'](files, io))
    if (files.some((file) => file.unreadable !== undefined)) return EXIT.io
    return hasErrors(files.flatMap(problemsOf)) ? EXIT.problems : EXIT.fine
  },
})

/** What cannot be looked at is none; reading it tells why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
