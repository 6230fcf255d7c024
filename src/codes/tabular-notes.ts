import type { Tabular, TabularEntry } from './formats/tabular.ts'
import { bare } from './system.ts'

export type NoteKind = keyof TabularEntry['notes']

export interface Note {
  readonly text: string
  /** Code, range of a section or number of a chapter that the note stands at: it holds for everything below. */
  readonly from: string
}

/** A tabular list that can be asked by code. */
export interface TabularNotes {
  readonly fiscalYear: number
  /** Notes of a code and of everything above it, its own first. @param code with or without a point */
  readonly notes: (code: string, kind: NoteKind) => Note[]
  /** What the seventh character of a code says, by value; undefined where its category asks for none. */
  readonly seventh: (code: string) => Readonly<Record<string, string>> | undefined
}

export function openTabular({ fiscalYear, entries }: Tabular): TabularNotes {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  /** The tabular list leaves out seventh characters, so a code may stand there without its last. */
  const chain = (code: string): TabularEntry[] => {
    let id = bare(code)
    while (id.length > 3 && !byId.has(id)) id = id.slice(0, -1)
    const found: TabularEntry[] = []
    for (let entry = byId.get(id); entry !== undefined; entry = byId.get(entry.parent)) found.push(entry)
    return found
  }
  return {
    fiscalYear,
    notes: (code, kind) =>
      chain(code).flatMap((entry) => (entry.notes[kind] ?? []).map((text) => ({ text, from: entry.id }))),
    seventh: (code) => chain(code).find(({ seventh }) => seventh !== undefined)?.seventh,
  }
}

const CODE = String.raw`([A-Z]\d[A-Z\d](?:\.[A-Z\d]{1,4})?)(?:\.?-(?![A-Z]\d))?`
const RANGE = new RegExp(String.raw`\b${CODE}\s?[-–]\s?${CODE}`, 'g')
const SINGLE = new RegExp(String.raw`\b${CODE}`, 'g')

/**
 * Whether a note names a code, by itself, by a category above it or by a range: `diabetes due to underlying condition
 * (E08.-)`, `diseases of the eye (H00-H59)`.
 */
export function noteNames(note: string, code: string): boolean {
  const wanted = bare(code)
  const ranges = [...note.matchAll(RANGE)]
  const inRange = ranges.some(([, first = '', last = '']) => {
    const [from, to] = [bare(first), bare(last)]
    return wanted.slice(0, from.length) >= from && wanted.slice(0, to.length) <= to
  })
  return inRange || [...note.replace(RANGE, '').matchAll(SINGLE)].some(([, one = '']) => wanted.startsWith(bare(one)))
}

/** Whether a note names any code at all. */
export const namesCodes = (note: string): boolean => note.search(SINGLE) !== -1
