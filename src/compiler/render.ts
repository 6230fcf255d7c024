import { filledIn } from '../model/award.ts'
import type { CompiledCourse } from '../model/schema-types.ts'
import { compareText } from '../problems/problem.ts'
import { canonical, withSortedKeys } from './canonical.ts'
import type { LinkedCourse } from './link/index.ts'
import { sha256 } from './load.ts'
import { mediaType } from './media-type.ts'

/** Scripts written from right to left, and languages that are written in them when the tag names no script. */
const RTL_SCRIPTS = /-(adlm|arab|hebr|mand|nkoo|rohg|syrc|thaa)\b/i
const RTL_LANGUAGES = /^(ar|arc|ckb|dv|fa|he|iw|ps|sd|syr|ug|ur|yi)(-|$)/i
const ANY_SCRIPT = /^[a-z]{2,3}-[a-z]{4}(-|$)/i

/**
 * Phase 5, render: `LinkedCourse` → `CompiledCourse`, frozen through and through. Its HTML was made with the file it
 * stands in, so that an unchanged file is not rendered again; here the document that everything after reads is put
 * together. Nothing in it depends on when or where this happens. Undefined when course.yaml could not be read.
 */
export function renderCourse(linked: LinkedCourse): CompiledCourse | undefined {
  const { course, modules, exams, questions, glossary, assets, codes } = linked
  if (course === undefined) return undefined
  const body = canonical({
    format: 1 as const,
    id: course.id,
    title: course.title,
    version: course.version,
    language: course.language,
    direction: directionOf(course.language),
    description: course.description,
    authors: course.authors,
    purpose: course.purpose,
    domains: course.domains,
    modules: [...modules],
    questions: [...questions],
    exams: [...exams],
    glossary: [...glossary],
    completion: {
      sections: course.completion.sections ?? 100,
      checks: course.completion.checks ?? 'none',
      ...(course.completion.exam === undefined ? {} : { exam: course.completion.exam }),
    },
    // One that leaves out both credits and minutes has been told.
    awards: (course.awards ?? []).flatMap((award) => filledIn(award) ?? []),
    targets: course.targets ?? [],
    assets: assets.map(({ path, sha256, bytes }) => ({
      path,
      sha256,
      bytes: bytes.length,
      mediaType: mediaType(path),
    })),
    ...(codes === undefined ? {} : { codes }),
    minutes: modules.reduce((sum, { minutes }) => sum + minutes, 0),
  } satisfies Omit<CompiledCourse, 'hash'>)
  return withSortedKeys({ ...body, hash: sha256(JSON.stringify(body)) })
}

/** The course with a code book, whose files are added to its assets. */
export function withCodeBook(
  { hash: _hash, ...course }: CompiledCourse,
  codebook: NonNullable<CompiledCourse['codebook']>,
  files: ReadonlyMap<string, Uint8Array>,
): CompiledCourse {
  const added = [...files].map(([path, bytes]) => ({
    path,
    sha256: sha256(bytes),
    bytes: bytes.length,
    mediaType: 'text/javascript',
  }))
  const assets = [...course.assets, ...added].sort((a, b) => compareText(a.path, b.path))
  const body = canonical({ ...course, codebook, assets })
  return withSortedKeys({ ...body, hash: sha256(JSON.stringify(body)) })
}

/** @example directionOf('az-Arab') → 'rtl' */
export function directionOf(language: string): CompiledCourse['direction'] {
  const rtl = ANY_SCRIPT.test(language) ? RTL_SCRIPTS.test(language) : RTL_LANGUAGES.test(language)
  return rtl ? 'rtl' : 'ltr'
}
