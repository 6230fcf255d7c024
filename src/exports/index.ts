import type { CompiledCourse } from '../model/schema-types.ts'
import type { Files } from '../packages/target.ts'
import { compareText } from '../problems/problem.ts'
import type { ExportFormat, ExportInput } from './format.ts'

/** Every format of question banks, by the name `--format` uses. What writes one is loaded only when it is asked for. */
export const exportFormats = {
  'moodle-xml': {
    name: 'moodle-xml',
    summary: 'Moodle XML: all question types but code entry, pictures and feedback, for the question bank of Moodle',
    extension: 'xml',
    write: async (input) => (await import('./moodle-xml.ts')).writeMoodleXml(input),
  },
  gift: {
    name: 'gift',
    summary: 'GIFT: a text file for Moodle and systems that read its format; no ordering questions, no pictures',
    extension: 'txt',
    write: async (input) => (await import('./gift.ts')).writeGift(input),
  },
  aiken: {
    name: 'aiken',
    summary: 'Aiken: a plain text file for each bank with its single choices, without feedback; read by many systems',
    extension: 'txt',
    write: async (input) => (await import('./aiken.ts')).writeAiken(input),
  },
  qti21: {
    name: 'qti21',
    summary: 'QTI 2.1: a content package with one item for each question and one test for each bank',
    extension: 'zip',
    write: async (input) => (await import('./qti/index.ts')).writeQti21(input),
  },
  qti30: {
    name: 'qti30',
    summary: 'QTI 3.0: the same in the newer standard',
    extension: 'zip',
    write: async (input) => (await import('./qti/index.ts')).writeQti30(input),
  },
  'common-cartridge': {
    name: 'common-cartridge',
    summary: 'QTI 1.2 in a Common Cartridge 1.1 for each bank: choices, true or false, typed answers',
    extension: 'imscc',
    write: async (input) => (await import('./common-cartridge/index.ts')).writeCommonCartridge(input),
  },
} as const satisfies Record<string, ExportFormat>

/** Ids of the banks that have questions, sorted. */
export const bankIds = (course: CompiledCourse): string[] =>
  [...new Set(course.questions.map(({ bank }) => bank))].sort(compareText)

/**
 * A course's banks as the formats take them. Banks that were chosen are in the name, so that what is written of them never
 * takes the place of what was written of the whole course. @param only ids of banks; all when left out
 */
export function exportInput(course: CompiledCourse, assets: Files, only?: readonly string[]): ExportInput {
  const { id, title, language, domains } = course
  const chosen = bankIds(course).filter((bank) => only?.includes(bank) ?? true)
  return {
    name: only === undefined ? id : nameOf(id, chosen),
    course: { id, title, language, domains },
    assets,
    banks: chosen.map((bank) => ({
      id: bank,
      questions: course.questions.filter((question) => question.bank === bank).sort((a, b) => compareText(a.id, b.id)),
    })),
  }
}

/** Characters; file systems take 255, and the format's name and ending follow. */
const LONGEST_NAME = 160

function nameOf(course: string, chosen: readonly string[]): string {
  const whole = [course, ...chosen].join('-')
  if (whole.length <= LONGEST_NAME || chosen.length === 1) return whole
  return `${course}-${chosen[0] ?? ''}-and-${chosen.length - 1}-more`
}
