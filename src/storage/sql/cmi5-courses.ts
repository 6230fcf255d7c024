import { type CoursePart, type LanguageMap, launchMethods, moveOnWords } from '../../model/cmi5.ts'
import { compareText } from '../../problems/problem.ts'
import type { Cmi5, Cmi5Course } from '../cmi5.ts'
import { type Access, all, get, type Insertion, insertion, type Row, run, type SqlValue, together } from './query.ts'
import { integer, oneOf, optional, optionalInteger, text } from './row.ts'

const PARTS: Insertion = {
  into: 'cmi5_parts',
  columns: {
    course: 'text',
    position: 'integer',
    parent: 'integer',
    kind: 'text',
    publisher_id: 'text',
    title: 'text',
    description: 'text',
    url: 'text',
    move_on: 'text',
    launch_method: 'text',
    activity_type: 'text',
    mastery_score: 'text',
    launch_parameters: 'text',
    entitlement_key: 'text',
    activity_id: 'text',
  },
}
const FILES: Insertion = {
  into: 'cmi5_files',
  columns: { course: 'text', path: 'text', sha256: 'text', bytes: 'integer' },
}

type Courses = Pick<
  Cmi5,
  'addCourse' | 'replaceStructure' | 'course' | 'courses' | 'removeCourse' | 'file' | 'knownFiles'
>

export const cmi5CoursesOn = ({ read, write }: Access): Courses => ({
  addCourse: (course, files) =>
    write(function* () {
      yield* run('INSERT INTO cmi5_courses (id, imported) VALUES (?, ?)', course.id, course.imported)
      yield* together(
        insertion(
          PARTS,
          course.structure.map((part, position) => partRow(course.id, part, position)),
        ),
        insertion(
          FILES,
          files.map(({ path, sha256, bytes }) => [course.id, path, sha256, bytes]),
        ),
      )
    }),
  replaceStructure: (id, structure) =>
    write(function* () {
      yield* run('DELETE FROM cmi5_parts WHERE course = ?', id)
      yield* together(
        insertion(
          PARTS,
          structure.map((part, position) => partRow(id, part, position)),
        ),
      )
    }),
  course: (id) =>
    read(function* () {
      const row = yield* get('SELECT * FROM cmi5_courses WHERE id = ?', id)
      if (row === undefined) return undefined
      const parts = yield* all('SELECT * FROM cmi5_parts WHERE course = ? ORDER BY position', id)
      return courseOf(row, parts)
    }),
  courses: () =>
    read(function* () {
      const rows = yield* all('SELECT * FROM cmi5_courses')
      const parts = yield* all('SELECT * FROM cmi5_parts ORDER BY course, position')
      const byCourse = byCourseOf(parts)
      return rows
        .map((row) => courseOf(row, byCourse.get(text(row, 'id')) ?? []))
        .sort((a, b) => a.imported - b.imported || compareText(a.id, b.id))
    }),
  removeCourse: (id) =>
    write(function* () {
      const files = yield* all('SELECT DISTINCT sha256 FROM cmi5_files WHERE course = ?', id)
      if ((yield* run('DELETE FROM cmi5_courses WHERE id = ?', id)) === 0) return undefined
      const hashes = files.map((row) => text(row, 'sha256'))
      const kept = yield* all('SELECT DISTINCT sha256 FROM cmi5_files WHERE sha256 IN (@texts)', hashes)
      const others = new Set(kept.map((row) => text(row, 'sha256')))
      return hashes.filter((hash) => !others.has(hash)).sort(compareText)
    }),
  knownFiles: (hashes) =>
    read(function* () {
      const rows = yield* all('SELECT DISTINCT sha256 FROM cmi5_files WHERE sha256 IN (@texts)', hashes)
      return rows.map((row) => text(row, 'sha256')).sort(compareText)
    }),
  file: (course, path) =>
    read(function* () {
      const row = yield* get('SELECT path, sha256, bytes FROM cmi5_files WHERE course = ? AND path = ?', course, path)
      return row && { path: text(row, 'path'), sha256: text(row, 'sha256'), bytes: integer(row, 'bytes') }
    }),
})

function byCourseOf(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(text(row, 'course'))
    if (group === undefined) groups.set(text(row, 'course'), [row])
    else group.push(row)
  }
  return groups
}

function partRow(course: string, part: CoursePart, position: number): SqlValue[] {
  const au = part.kind === 'au' ? part : undefined
  return [
    course,
    position,
    part.parent ?? null,
    part.kind,
    part.publisherId,
    JSON.stringify(part.title),
    JSON.stringify(part.description),
    au?.url ?? null,
    au?.moveOn ?? null,
    au?.launchMethod ?? null,
    au?.activityType ?? null,
    au?.masteryScore === undefined ? null : String(au.masteryScore),
    au?.launchParameters ?? null,
    au?.entitlementKey ?? null,
    au?.activityId ?? null,
  ]
}

const courseOf = (row: Row, parts: readonly Row[]): Cmi5Course => ({
  id: text(row, 'id'),
  imported: integer(row, 'imported'),
  structure: parts.map(partOf),
})

function partOf(row: Row): CoursePart {
  const kind = oneOf(row, 'kind', ['course', 'block', 'au'])
  const described = {
    publisherId: text(row, 'publisher_id'),
    title: languageMap(row, 'title'),
    description: languageMap(row, 'description'),
    ...optionalInteger(row, 'parent', 'parent'),
  }
  if (kind !== 'au') return { kind, ...described }
  const { mastery_score, activity_type, launch_parameters, entitlement_key, activity_id } = {
    ...optional(row, 'mastery_score'),
    ...optional(row, 'activity_type'),
    ...optional(row, 'launch_parameters'),
    ...optional(row, 'entitlement_key'),
    ...optional(row, 'activity_id'),
  }
  return {
    kind,
    ...described,
    url: text(row, 'url'),
    moveOn: oneOf(row, 'move_on', moveOnWords),
    launchMethod: oneOf(row, 'launch_method', launchMethods),
    ...(mastery_score === undefined ? {} : { masteryScore: Number(mastery_score) }),
    ...(activity_type === undefined ? {} : { activityType: activity_type }),
    ...(launch_parameters === undefined ? {} : { launchParameters: launch_parameters }),
    ...(entitlement_key === undefined ? {} : { entitlementKey: entitlement_key }),
    ...(activity_id === undefined ? {} : { activityId: activity_id }),
  }
}

function languageMap(row: Row, column: string): LanguageMap {
  const value: unknown = JSON.parse(text(row, column))
  if (typeof value !== 'object' || value === null) throw new TypeError(`Column ${column} is not a language map`)
  return Object.fromEntries(Object.entries(value).map(([language, words]) => [language, String(words)]))
}
