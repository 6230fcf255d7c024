import type { CompiledCourse, Question } from '../schema-types.ts'

/** A question that is the same under another id, so that answers to it are lost though they need not be. */
export interface Renamed {
  readonly before: string
  readonly after: string
}

/** Questions that are gone, each with the one that is new and equal to it in all but its id and where it is written. */
export function renamedQuestions(before: CompiledCourse, after: CompiledCourse): Renamed[] {
  const added = byText(after, before)
  return [...byText(before, after)].flatMap(([text, [was, ...others]]) => {
    const [is, ...more] = added.get(text) ?? []
    // Where several are alike, nobody can say which has become which.
    return was === undefined || is === undefined || others.length + more.length > 0 ? [] : [{ before: was, after: is }]
  })
}

/** Ids of the questions that the other version lacks, by what they hold. */
function byText(course: CompiledCourse, other: CompiledCourse): Map<string, string[]> {
  const known = new Set(other.questions.map(({ key }) => key))
  const found = new Map<string, string[]>()
  for (const question of course.questions) {
    if (known.has(question.key)) continue
    const text = contentOf(question)
    found.set(text, [...(found.get(text) ?? []), question.id])
  }
  return found
}

function contentOf({ id: _id, key: _key, source: _source, bank: _bank, ...content }: Question): string {
  return JSON.stringify(content)
}
