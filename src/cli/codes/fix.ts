import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inForce } from '../../codes/edition.ts'
import { type Finding, isGone } from '../../codes/freshness.ts'
import type { Library } from '../../codes/library.ts'
import { bare, written } from '../../codes/system.ts'
import type { Place } from '../../problems/problem.ts'
import { placeText } from '../../problems/text.ts'
import type { Io } from '../io.ts'
import type { CheckedCourse } from './checked-course.ts'
import { replaceFile } from './lock-course.ts'
import { candidateText } from './problems.ts'

interface Choice {
  readonly finding: Finding
  readonly code: string
}

/**
 * Asks for each code that cannot be reported what to put in its place, and writes what was answered.
 *
 * @param lockDay day of citations that name none
 */
export async function fixCourse(
  { folder, findings }: CheckedCourse,
  library: Library,
  lockDay: string,
  io: Io,
): Promise<void> {
  const choices: Choice[] = []
  for (const finding of findings) {
    if (!finding.statuses.some(isGone)) continue
    const answer = await askFor(finding, library, io)
    if (answer === 'quit') break
    if (answer !== 'leave') choices.push({ finding, ...answer })
  }
  const files = new Map<string, Edit[]>()
  for (const { finding, code } of choices) {
    for (const { place } of finding.citations) {
      files.set(place.file, [...(files.get(place.file) ?? []), { place, from: finding.code, to: code }])
    }
  }
  let places = 0
  for (const [file, edits] of files) {
    const path = join(folder.root, file)
    const { text, changed } = edited(readFileSync(path, 'utf8'), edits)
    if (changed > 0) replaceFile(path, text)
    places += changed
  }
  io.stderr(
    places === 0
      ? `${folder.name}: nothing was changed.\n`
      : `${folder.name}: ${places} ${places === 1 ? 'place' : 'places'} changed in ${[...files.keys()].join(', ')}. Read them again, ${tooEarly(choices, library, lockDay)}then run chartwright codes lock ${folder.name}\n`,
  )
}

/** What has to be done before a lock can find codes that are not in force on the day they are meant for; else nothing. */
function tooEarly(choices: readonly Choice[], library: Library, lockDay: string): string {
  const early = choices.flatMap(({ finding: { system, effective, citations }, code }) =>
    citations.flatMap(({ asOf, place }) => {
      const day = asOf ?? lockDay
      const edition = inForce(library.editions(system), day)
      const valid = edition !== undefined && library.codes(system, edition).codes.get(bare(code))?.billable === true
      return valid ? [] : [{ code, day, effective, where: asOf === undefined ? 'course.yaml' : place.file }]
    }),
  )
  const list = (of: (one: (typeof early)[number]) => string): string => [...new Set(early.map(of))].sort().join(', ')
  const until = early.map(({ effective }) => effective).sort()
  return early.length === 0
    ? ''
    : `raise asOf to ${until.at(-1)} or later for ${list(({ where }) => where)} (${list(({ code }) => code)} cannot be reported on ${list(({ day }) => day)}), `
}

type Answer = { readonly code: string } | 'leave' | 'quit'

async function askFor(finding: Finding, library: Library, io: Io): Promise<Answer> {
  const { system, code, effective, candidates, citations } = finding
  const { codes } = library.codes(system, effective)
  io.stderr(`\n${code}, cited at\n${citations.map(({ place, by }) => `  ${placeText(place)}  ${by}\n`).join('')}`)
  io.stderr(candidates.map((one, i) => `  ${i + 1}) ${candidateText(system, one)}\n`).join(''))
  for (;;) {
    const line = await io.ask?.(`Number, another code, Enter to leave it, q to stop: `)
    const answer = line?.trim()
    if (answer === undefined || answer === 'q') return 'quit'
    if (answer === '') return 'leave'
    const picked = /^\d{1,2}$/.test(answer) ? candidates[Number(answer) - 1]?.entry : codes.get(bare(answer))
    if (picked?.billable) return { code: written(system, picked.code) }
    io.stderr(
      `${answer} is not a ${/^\d{1,2}$/.test(answer) ? 'number in the list' : `code of ${system}@${effective} that can be reported`}.\n`,
    )
  }
}

export interface Edit {
  readonly place: Place
  readonly from: string
  readonly to: string
}

/** Puts codes in the place of others, only within the places that cite them; line ends stay as they are. */
export function edited(text: string, edits: readonly Edit[]): { readonly text: string; readonly changed: number } {
  const starts = [text.startsWith('\ufeff') ? 1 : 0]
  for (const found of text.matchAll(/\r\n?|\n/g)) starts.push(found.index + found[0].length)
  const offset = (line: number, column: number): number => (starts[line - 1] ?? text.length) + column - 1
  const cuts = new Map<number, { readonly from: string; readonly to: string }>()
  for (const { place, from, to } of edits) {
    const { line = 1, column = 1, endLine = line, endColumn } = place
    const begin = offset(line, column)
    const end = endColumn === undefined ? (starts[line] ?? text.length) : offset(endLine, endColumn)
    const pattern = new RegExp(`(?<![A-Za-z0-9.])${from.replaceAll('.', '\\.')}(?![A-Za-z0-9]|\\.[A-Za-z0-9])`, 'g')
    for (const found of text.slice(begin, end).matchAll(pattern)) cuts.set(begin + found.index, { from, to })
  }
  let out = text
  for (const [at, { from, to }] of [...cuts].sort(([a], [b]) => b - a)) {
    out = `${out.slice(0, at)}${to}${out.slice(at + from.length)}`
  }
  return { text: out, changed: cuts.size }
}
