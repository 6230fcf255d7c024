import { noteNames } from '../../codes/tabular-notes.ts'
import { problem } from '../../problems/report.ts'
import type { Check, CheckInput } from '../check.ts'
import { type AnswerCode, codedItems } from './items.ts'
import { placeOfNote, tabularOn } from './knowledge.ts'

/** Official Guidelines, Section I.A.12.a: an Excludes1 note says that two codes are not used together. */
export const keyExcludes: Check = {
  summary: 'No two codes of one key exclude each other by an Excludes1 note',
  run: (input) =>
    codedItems(input).flatMap(({ keys, what }) =>
      keys
        .filter(({ isCode }) => isCode)
        .flatMap(({ codes }) =>
          pairs(codes.filter(({ system, line }) => system === 'icd10cm' && line?.role !== 'admitting')),
        )
        .flatMap(([a, b]) => {
          const excluded = excludes(input, a, b, 'excludes1')
          return excluded === undefined
            ? []
            : [
                problem('key-excludes', { code: a.code, other: b.code, by: what, ...excluded }, b.place, {
                  actual: b.code,
                }),
              ]
        }),
    ),
}

/** The note of one code that names the other, whichever has it. */
export function excludes(
  input: CheckInput,
  a: AnswerCode,
  b: AnswerCode,
  kind: 'excludes1' | 'excludes2',
): { readonly note: string; readonly from: string } | undefined {
  const tabular = tabularOn(input, a.day)
  if (tabular === undefined) return undefined
  const note = [
    ...tabular.notes(a.code, kind).filter(({ text }) => noteNames(text, b.code)),
    ...tabular.notes(b.code, kind).filter(({ text }) => noteNames(text, a.code)),
  ][0]
  return note === undefined ? undefined : { note: note.text, from: placeOfNote(tabular, note, a.day) }
}

const pairs = <T>(all: readonly T[]): (readonly [T, T])[] =>
  all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const))
