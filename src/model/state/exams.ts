import { drawExam, examLength, examSeed } from '../draw.ts'
import { hash53, toBase64Url } from '../hash.ts'
import { KEY_LENGTH, stateKey } from '../key.ts'
import { typeOf } from '../question-types/index.ts'
import type { Response } from '../response.ts'
import type { CompiledExam, Question } from '../schema-types.ts'
import type { ExamAttempt, ExamRecord } from './learner-state.ts'
import { packBits, unpackBits } from './sections.ts'

/**
 * One exam: `key submitted ~ best ~ p|- [~ number ~ started ~ used ~ s|- ~ current ~ fingerprint ~ flags ~ responses
 * [~ looked up]]`, numbers in base 36. The questions are not stored: the draw follows from the seed. Each answer is at its place in
 * the draw, after the first two characters of its question's key, `.` for none; when the draw has changed because the
 * course has, the answers are matched to the new draw by those characters, in order.
 */
const PREFIX = 2
/** Counted no further, so that the number keeps its room. */
const MOST_LOOK_UPS = 1295
const b36 = (value: number): string => Math.max(0, Math.floor(value)).toString(36)
const from36 = (text: string | undefined): number | undefined =>
  text !== undefined && /^[0-9a-z]{1,9}$/.test(text) ? Number.parseInt(text, 36) : undefined

const fingerprint = (drawn: readonly string[]): string => toBase64Url(hash53(drawn.join('\n')), 4)

type Questions = ReadonlyMap<string, Question>

export function packExam(seed: string, exam: CompiledExam, record: ExamRecord, questions: Questions): string {
  const head = [stateKey(exam.id) + b36(record.submitted), b36(record.best), record.passed ? 'p' : '-']
  const attempt = record.attempt
  if (attempt === undefined) return head.join('~')
  const drawn = drawExam(examSeed(seed, exam.id, attempt.number), exam)
  const answers = drawn
    .map((id) => {
      const question = questions.get(id)
      const response = attempt.responses[id]
      if (question === undefined || response === undefined || response.length === 0) return '.'
      return question.key.slice(0, PREFIX) + typeOf(question).pack(question, response)
    })
    .join('')
    .replace(/\.+$/, '')
  const flags = packBits(drawn.map((id) => attempt.flags.includes(id)))
  const tail = [
    b36(attempt.number),
    b36(attempt.startedAt),
    b36(attempt.usedSeconds),
    attempt.submitted ? 's' : '-',
    b36(attempt.current),
    fingerprint(drawn),
    flags,
    answers,
    ...(attempt.lookUps === undefined || exam.codebook !== 'open'
      ? []
      : [b36(Math.min(attempt.lookUps, MOST_LOOK_UPS))]),
  ]
  return [...head, ...tail].join('~')
}

/** The exam's id and record; `'gone'` for an exam the course no longer has; undefined when the entry is malformed. */
export function unpackExam(
  seed: string,
  entry: string,
  exams: ReadonlyMap<string, CompiledExam>,
  questions: Questions,
): { exam: string; record: ExamRecord } | 'gone' | undefined {
  const fields = entry.split('~')
  const [head = '', bestText, passText, ...rest] = fields
  const submitted = from36(head.slice(KEY_LENGTH))
  const best = from36(bestText)
  if (submitted === undefined || best === undefined || best > 10_000 || !/^[p-]$/.test(passText ?? '')) return undefined
  const exam = exams.get(head.slice(0, KEY_LENGTH))
  if (exam === undefined) return 'gone'
  const record = { submitted, best, passed: passText === 'p' }
  if (rest.length === 0) return { exam: exam.id, record }
  const attempt = unpackAttempt(seed, exam, rest, questions)
  return attempt === undefined ? undefined : { exam: exam.id, record: { ...record, attempt } }
}

function unpackAttempt(
  seed: string,
  exam: CompiledExam,
  fields: readonly string[],
  questions: Questions,
): ExamAttempt | undefined {
  const [numberText, startedText, usedText, submittedText, currentText, print, flagDigits = '', answers = '', looked] =
    fields
  const number = from36(numberText)
  const startedAt = from36(startedText)
  const usedSeconds = from36(usedText)
  const current = from36(currentText)
  if (number === undefined || startedAt === undefined || usedSeconds === undefined || current === undefined)
    return undefined
  const lookUps = from36(looked)
  if (fields.length !== (looked === undefined ? 8 : 9)) return undefined
  if (looked !== undefined && (lookUps === undefined || lookUps > MOST_LOOK_UPS)) return undefined
  if (number < 1 || !/^[s-]$/.test(submittedText ?? '') || !/^[\w-]*$/.test(flagDigits)) return undefined
  const drawn = drawExam(examSeed(seed, exam.id, number), exam)
  const entries = splitAnswers(answers)
  if (entries === undefined) return undefined
  const same = print === fingerprint(drawn)
  const flagged = unpackBits(flagDigits)
  return {
    number,
    startedAt,
    usedSeconds,
    submitted: submittedText === 's',
    current: Math.min(current, Math.max(0, drawn.length - 1)),
    responses: same ? byPlace(drawn, entries, questions) : byKey(drawn, entries, questions),
    flags: same ? drawn.filter((_, i) => flagged[i] === true) : [],
    ...(lookUps === undefined ? {} : { lookUps }),
  }
}

type Entry = { readonly prefix: string; readonly packed: string } | undefined

function splitAnswers(run: string): Entry[] | undefined {
  const entries: Entry[] = []
  let at = 0
  while (at < run.length) {
    if (run.charAt(at) === '.') {
      entries.push(undefined)
      at += 1
      continue
    }
    const found = /^([\w-]{2})([^a-z!-]*[a-z!-])/.exec(run.slice(at))
    if (found === null) return undefined
    entries.push({ prefix: found[1] ?? '', packed: found[2] ?? '' })
    at += found[0].length
  }
  return entries
}

const unpackFor = (question: Question | undefined, packed: string): Response | undefined =>
  question === undefined ? undefined : typeOf(question).unpack(question, packed)

function byPlace(drawn: readonly string[], entries: readonly Entry[], questions: Questions): Record<string, Response> {
  const responses: Record<string, Response> = {}
  drawn.forEach((id, i) => {
    const entry = entries[i]
    const response = entry === undefined ? undefined : unpackFor(questions.get(id), entry.packed)
    if (response !== undefined) responses[id] = response
  })
  return responses
}

function byKey(drawn: readonly string[], entries: readonly Entry[], questions: Questions): Record<string, Response> {
  const responses: Record<string, Response> = {}
  const free = [...drawn]
  for (const entry of entries) {
    if (entry === undefined) continue
    const at = free.findIndex((id) => questions.get(id)?.key.startsWith(entry.prefix))
    const id = free[at]
    if (id === undefined) continue
    const response = unpackFor(questions.get(id), entry.packed)
    free.splice(at, 1)
    if (response !== undefined) responses[id] = response
  }
  return responses
}

/** Longest entry of an exam: all answered at greatest length, all flagged, numbers at full width. */
export function longestExam(exam: CompiledExam, questions: Questions): number {
  const length = (id: string): number => {
    const question = questions.get(id)
    return question === undefined ? 0 : typeOf(question).longest(question)
  }
  const answers = exam.sections
    .flatMap((section) => section.draws)
    .reduce((sum, draw) => {
      const longest = draw.questions
        .map(length)
        .sort((a, b) => b - a)
        .slice(0, draw.count)
      return sum + longest.reduce((total, n) => total + n + PREFIX, 0)
    }, 0)
  // Two digits and their ~.
  const looked = exam.codebook === 'open' ? 3 : 0
  // key 4, submitted and attempt number 2 each, best 3, start 7, used 5, current 2, fingerprint 4, two marks, ten ~.
  return KEY_LENGTH + 2 + 3 + 1 + 2 + 7 + 5 + 1 + 2 + 4 + 10 + Math.ceil(examLength(exam) / 6) + answers + looked
}
