import type { ParsedModule } from '../markdown/parsed.ts'
import type { Place, Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { placeText } from '../problems/text.ts'
import { frontMatterPlace } from './front-matter.ts'
import type { ValidCourse } from './valid-course.ts'

interface Named {
  readonly id: string
  /** Looked up only when there is something to say. */
  readonly place: () => Place
}

/** The id of a module: its front matter's, or its file name without the leading number and the extension. */
export const moduleId = ({ file, meta }: Pick<ParsedModule, 'file' | 'meta'>): string =>
  meta?.id ??
  file
    .replace(/^.*\//, '')
    .replace(/\.md$/, '')
    .replace(/^\d+[-_. ]*/, '')

/** The player shows exams under `#/exam/…`. */
const RESERVED = 'exam'

/** Progress and results are plain objects with ids as keys, and every plain object has this one already. */
const RESERVED_EVERYWHERE = 'constructor'

/** What modules can be called: the pattern of ids in the schemas. */
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Ids that stand twice, and module ids that cannot be used. */
export function idProblems(course: ValidCourse): Problem[] {
  const { course: file, courseAt, inventory, exams, cases } = course
  const modules = course.modules.map((module) => ({
    id: moduleId(module),
    place: () => frontMatterPlace(inventory, module.file, 'id'),
  }))
  const banks = course.banks.flatMap(({ file: path, meta }) =>
    meta === undefined ? [] : [{ id: meta.bank, place: () => frontMatterPlace(inventory, path, 'bank') }],
  )
  const questions = course.banks.flatMap((bank) => bank.questions.map(({ id, place }) => ({ id, place: () => place })))
  // A case is a question like those of banks; one that stands twice is named once.
  const asked = cases.filter(({ id }, i) => id !== undefined && cases.findIndex((one) => one.id === id) === i)
  const listed = (field: 'domains' | 'awards'): Named[] =>
    (file?.[field] ?? []).map(({ id }, i) => ({ id, place: () => courseAt(`/${field}/${i}/id`) }))
  return [
    ...repeated('module', modules),
    ...modules.flatMap(unusable),
    ...repeated('question', [...questions, ...asked.flatMap(({ id, places }) => named(id, () => places.id))]),
    ...repeated('bank', banks),
    ...repeated(
      'exam',
      exams.flatMap(({ id, placeOf }) => named(id, () => placeOf('/id'))),
    ),
    ...exams.flatMap(({ exam, placeOf }) =>
      repeated(
        'exam section',
        (exam?.sections ?? []).map(({ id }, i) => ({ id, place: () => placeOf(`/sections/${i}/id`) })),
      ),
    ),
    ...repeated(
      'case',
      cases.flatMap(({ id, places }) => named(id, () => places.id)),
    ),
    ...repeated('domain', listed('domains')),
    ...repeated('award', listed('awards')),
  ]
}

const named = (id: string | undefined, place: () => Place): Named[] => (id === undefined ? [] : [{ id, place }])

function repeated(what: string, all: readonly Named[]): Problem[] {
  const first = new Map<string, () => Place>()
  return all.flatMap(({ id, place }) => {
    const before = first.get(id)
    first.set(id, before ?? place)
    if (id === RESERVED_EVERYWHERE) return [reserved(what, id, 'programs use that word for something else', place)]
    if (before === undefined) return []
    return [problem('duplicate-id', { what, id, first: placeText(before()) }, place(), { actual: id })]
  })
}

function unusable({ id, place }: Named): Problem[] {
  if (id === RESERVED) return [reserved('module', id, 'the player shows exams under that address', place)]
  return ID.test(id) && id.length <= 64 ? [] : [problem('module-file-name', { id }, place(), { actual: id })]
}

const reserved = (what: string, id: string, why: string, place: () => Place): Problem =>
  problem('id-reserved', { what, id, why }, place(), { actual: id })
