import type { Question, SingleChoice } from '../model/schema-types.ts'
import { orderOfOptions, plain, TYPE_WORDS } from './common.ts'
import {
  type ExportInput,
  type Loss,
  leftOut,
  type Rendering,
  renderBank,
  type Shortfall,
  simplified,
  type Written,
} from './format.ts'

/** Aiken: single choices in plain text, one file for each bank, because the format knows no categories. */
export function writeAiken(input: ExportInput): Written {
  const losses: Loss[] = []
  const files = new Map<string, Uint8Array>()
  for (const bank of input.banks) {
    const rendered = renderBank(bank, render)
    losses.push(...rendered.losses)
    const text = rendered.items.map((one) => `${one.rendered}\n`).join('\n')
    if (text !== '') files.set(`${input.course.id}-${bank.id}-aiken.txt`, new TextEncoder().encode(text))
  }
  return { files, losses }
}

/** What a reader would take for an option or the key. */
const MISREAD = /^([A-Z][).]|ANSWER:)/

function render(question: Question): Rendering<string> {
  if (question.type !== 'single-choice') return { shortfalls: [leftOut(TYPE_WORDS[question.type])] }
  const lost: Shortfall[] = []
  const stem = plain(question.stem, lost)
  const options = question.options.map(({ html }) => plain(html, lost))
  // Readers pass over lines of a single character.
  if (stem.length < 2) return { shortfalls: [leftOut('a question without words')] }
  if (options.some((option) => option === '')) return { shortfalls: [leftOut('an option without words')] }
  const misread = MISREAD.test(stem)
  const lines = [
    misread ? `Question: ${stem}` : stem,
    ...options.map((option, i) => `${letter(i)}) ${option}`),
    `ANSWER: ${letter(question.options.findIndex(({ correct }) => correct))}`,
  ]
  return {
    rendered: lines.join('\n'),
    shortfalls: [
      ...(misread ? [simplified('a question that begins like an option or key', '“Question:” is put before it')] : []),
      ...lost,
      ...shortfalls(question),
    ],
  }
}

const letter = (index: number): string => String.fromCharCode(65 + index)

function shortfalls(question: SingleChoice): Shortfall[] {
  return [
    ...orderOfOptions(question),
    ...(question.rationale === '' ? [] : [simplified('the rationale', 'it is not in the file')]),
    ...(question.options.some(({ feedback }) => feedback !== undefined)
      ? [simplified('feedback of single options', 'it is not in the file')]
      : []),
    ...(question.points === 1 ? [] : [simplified(`a worth of ${question.points} points`, 'the LMS decides')]),
  ]
}
