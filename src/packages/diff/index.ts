import { type CourseDiff, diffCourses, type Tally, tally } from '../../model/diff/index.ts'
import { type Part, partOf, partsOf } from '../../model/part.ts'
import type { CompiledCourse } from '../../model/schema-types.ts'
import type { Layout } from '../target.ts'
import type { Built } from './read-built.ts'

/** A package whose course was found to be one. */
export interface BuiltCourse extends Omit<Built, 'json'> {
  readonly course: CompiledCourse
}

/** Saved progress that is kept as one: of the whole course, or of a part with a launch of its own. */
export interface RecordDiff {
  /** Id of the part; undefined for the whole course. */
  readonly part?: string
  readonly title: string
  /** `lost`: the new version has no such part; `added`: the old one had none. */
  readonly fate: 'kept' | 'lost' | 'added'
  /** Of a record that is kept. */
  readonly diff?: CourseDiff
}

export interface PackageDiff {
  /** Why all progress is lost; empty when it is not. */
  readonly broken: readonly string[]
  readonly warnings: readonly string[]
  /** Empty when all progress is lost. */
  readonly records: readonly RecordDiff[]
  readonly tally: Tally
}

/** What learners in the middle meet when `after` is uploaded over `before`. */
export function diffPackages(before: BuiltCourse, after: BuiltCourse, limits: StateLimits): PackageDiff {
  const broken = brokenBy(before, after)
  const records = broken.length > 0 ? [] : recordsOf(before, after)
  const tallies = records.map(({ fate, diff }) => (diff === undefined ? { ...nothing, [fate]: 1 } : tally(diff)))
  const sum = (fate: keyof Tally): number => tallies.reduce((total, one) => total + one[fate], 0)
  return {
    broken,
    warnings: [...versionWarnings(before.course, after.course), ...budgetWarnings(after, records, limits)],
    records,
    tally: {
      kept: sum('kept'),
      lost: sum('lost'),
      rescored: sum('rescored'),
      added: sum('added'),
      stricter: sum('stricter'),
    },
  }
}

/** Characters of saved progress each target's standard lets an LMS refuse beyond. */
export type StateLimits = Readonly<Record<string, { readonly stateLimit?: number }>>

const nothing: Tally = { kept: 0, lost: 0, rescored: 0, added: 0, stricter: 0 }

function brokenBy(before: BuiltCourse, after: BuiltCourse): string[] {
  const [was, is] = [before.course.id, after.course.id]
  if (was !== is)
    return [`The course id was ${was}, it is ${is}: saved progress is that of another course and is refused.`]
  const words = (layout: Layout): string => (layout === 'single' ? 'one launch' : 'a launch for each part')
  const known = before.target !== undefined && after.target !== undefined
  if (!known) return []
  if (before.target !== after.target) {
    return [`The package was made for ${before.target}, it is for ${after.target}: to an LMS that is another course.`]
  }
  if (before.layout !== after.layout) {
    return [
      `The package had ${words(before.layout)}, it has ${words(after.layout)}: an LMS does not find the old records again.`,
    ]
  }
  const found = before.launched.filter((one) => after.launched.includes(one))
  return before.launched.length > 0 && found.length === 0
    ? [`The LMS knew ${before.launched.join(', ')}, the new package has ${after.launched.join(', ')} instead.`]
    : []
}

function recordsOf(before: BuiltCourse, after: BuiltCourse): RecordDiff[] {
  const { course } = after
  if (after.layout === 'single' || before.layout === 'single') {
    return [{ title: course.title, fate: 'kept', diff: diffCourses(before.course, course) }]
  }
  const old = new Map(partsOf(before.course).map((part) => [part.id, part]))
  const now = new Set(partsOf(course).map(({ id }) => id))
  const gone = [...old.values()].filter(({ id }) => !now.has(id))
  return [
    ...partsOf(course).map((part) => partDiff(before.course, course, part, old.has(part.id))),
    ...gone.map(({ id, title }): RecordDiff => ({ part: id, title, fate: 'lost' })),
  ]
}

function partDiff(before: CompiledCourse, after: CompiledCourse, { id, title }: Part, was: boolean): RecordDiff {
  const [old, now] = [partOf(before, id), partOf(after, id)]
  return was && old !== undefined && now !== undefined
    ? { part: id, title, fate: 'kept', diff: diffCourses(old, now) }
    : { part: id, title, fate: 'added' }
}

function versionWarnings(before: CompiledCourse, after: CompiledCourse): string[] {
  if (before.hash === after.hash) return ['Both hold the same course.']
  const order = compareVersions(before.version, after.version)
  if (order < 0) return []
  return [
    order === 0
      ? `The version is ${after.version} in both though the course has changed: raise it, so that records tell them apart.`
      : `The version goes down, from ${before.version} to ${after.version}: were the packages named in the right order?`,
  ]
}

/** Semantic Versioning 2.0.0 §11, without the order of pre-releases among themselves. */
function compareVersions(a: string, b: string): number {
  const numbers = (version: string): number[] => [
    ...version.split(/[-+]/, 1).flatMap((core) => core.split('.').map(Number)),
    version.includes('-') ? 0 : 1,
  ]
  const [left, right] = [numbers(a), numbers(b)]
  return left.map((number, i) => number - (right[i] ?? 0)).find((difference) => difference !== 0) ?? 0
}

function budgetWarnings(after: BuiltCourse, records: readonly RecordDiff[], limits: StateLimits): string[] {
  const limit = after.target === undefined ? undefined : limits[after.target]?.stateLimit
  if (limit === undefined) return []
  return records.flatMap(({ title, diff }) =>
    diff !== undefined && diff.state.after > limit
      ? [
          `${title}: saved progress can take ${diff.state.after} characters, ${limit} are safe in ${after.target ?? ''}.`,
        ]
      : [],
  )
}
