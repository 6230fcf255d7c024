import type { Citation } from '../../codes/citation.ts'
import { inForce } from '../../codes/edition.ts'
import { bare, type CodeSystem, isSystem, written } from '../../codes/system.ts'
import type { CodeLine, Codes, Question } from '../../model/schema-types.ts'
import type { Place } from '../../problems/problem.ts'
import type { CheckInput } from '../check.ts'

/** What is known of a code on the day it is meant for: from the lock, else from the installed code sets. */
export interface KnownCode {
  readonly title: string
  readonly billable: boolean
  readonly poaExempt?: boolean
}

/** A code where an item has it as an answer, right or wrong. */
export interface AnswerCode {
  readonly system: CodeSystem
  /** With its point. */
  readonly code: string
  readonly place: Place
  /** Day it is meant for. */
  readonly day: string
  readonly known: KnownCode | undefined
  /** Of a coding task. */
  readonly line?: CodeLine
}

/** One option, line or answer. */
export interface Answer {
  /** In the order written. */
  readonly codes: readonly AnswerCode[]
  /** Whether it is nothing but codes, their titles aside: it answers with a code and does not merely speak of one. */
  readonly isCode: boolean
  /** Whether the item says what is wrong with it. */
  readonly explained: boolean
}

/** A question or a case whose answers are codes. */
export interface CodedItem {
  readonly question: Question
  /** `question "x"` or `case "x"`. */
  readonly what: string
  readonly place: Place
  /** Answers that are right; the codes of each are reported together. */
  readonly keys: readonly Answer[]
  readonly wrong: readonly Answer[]
  /** Stem, rationale and feedback, without markup. */
  readonly said: string
}

const cache = new WeakMap<CheckInput, readonly CodedItem[]>()

export function codedItems(input: CheckInput): readonly CodedItem[] {
  const known = cache.get(input)
  if (known !== undefined) return known
  const find = finder(input)
  const items = input.course.questions.flatMap((question): CodedItem[] => {
    const answers = answersOf(question, (system, code, line) => find(question, system, code, line))
    if (![...answers.keys, ...answers.wrong].some(({ codes }) => codes.length > 0)) return []
    const chart = question.type === 'codes' && question.documents.length > 0
    const what = `${chart ? 'case' : 'question'} "${question.id}"`
    return [{ question, what, place: question.source, said: saidIn(question), ...answers }]
  })
  cache.set(input, items)
  return items
}

type Find = (system: CodeSystem, code: string, line?: CodeLine) => AnswerCode

function answersOf(question: Question, find: Find): Pick<CodedItem, 'keys' | 'wrong'> {
  const read = (html: string, feedback?: string): Answer => {
    const codes = codesIn(html).map(({ system, code }) => find(system, code))
    const mentioned = codes.length > 0 && codes.every(({ code }) => rationaleNames(question, code))
    return {
      codes,
      isCode: /^(?:<p>)?\s*<code class="code"/.test(html),
      explained: feedback !== undefined || mentioned,
    }
  }
  switch (question.type) {
    case 'single-choice': {
      const { options } = question
      return {
        keys: options.filter(({ correct }) => correct).map(({ html }) => read(html)),
        wrong: options.filter(({ correct }) => !correct).map(({ html, feedback }) => read(html, feedback)),
      }
    }
    case 'multiple-response': {
      const right = question.options.filter(({ correct }) => correct).map(({ html }) => read(html))
      const wrong = question.options.filter(({ correct }) => !correct).map(({ html, feedback }) => read(html, feedback))
      const codes = right.flatMap((one) => one.codes)
      return { keys: [{ codes, isCode: right.every(({ isCode }) => isCode), explained: true }], wrong }
    }
    case 'ordering':
      return { keys: question.items.map(({ html }) => read(html)), wrong: [] }
    case 'short-text': {
      const codes = question.accepted.flatMap((text) => {
        const system = systemOfShape(text)
        return system === undefined ? [] : [find(system, text)]
      })
      return { keys: codes.slice(0, 1).map((code) => ({ codes: [code], isCode: true, explained: true })), wrong: [] }
    }
    case 'codes':
      return { keys: [keyOf(question, find)], wrong: notSupported(question, find) }
    case 'matching':
    case 'numeric':
    case 'true-false':
      return { keys: [], wrong: [] }
  }
}

const lineCodes = (lines: readonly CodeLine[], find: Find): AnswerCode[] =>
  lines.flatMap((line) => {
    const code = line.accepts[0]?.code
    return code === undefined || !isSystem(line.system)
      ? []
      : [find(line.system, written(line.system, bare(code)), line)]
  })

const keyOf = ({ lines }: Codes, find: Find): Answer => ({
  codes: lineCodes(
    lines.filter(({ need }) => need !== 'not-supported'),
    find,
  ),
  isCode: true,
  explained: true,
})

const notSupported = ({ lines }: Codes, find: Find): Answer[] =>
  lines
    .filter(({ need }) => need === 'not-supported')
    .map((line) => ({ codes: lineCodes([line], find), isCode: true, explained: line.why !== undefined }))

function codesIn(html: string): { readonly system: CodeSystem; readonly code: string }[] {
  return [...html.matchAll(/<code class="code" data-system="([a-z\d]+)"[^>]*>([^<]+)<\/code>/g)].flatMap(
    ([, system = '', code = '']) => (isSystem(system) ? [{ system, code }] : []),
  )
}

const systemOfShape = (text: string): CodeSystem | undefined =>
  /^[A-Z]\d[A-Z\d](?:\.[A-Z\d]{1,4})?$/.test(text)
    ? 'icd10cm'
    : /^[A-HJ-NP-Z\d]{7}$/.test(text)
      ? 'icd10pcs'
      : undefined

const plain = (html: string): string => html.replace(/<[^>]*>/g, ' ')

const rationaleNames = ({ rationale }: Question, code: string): boolean => plain(rationale).includes(code)

function saidIn(question: Question): string {
  const { stem, rationale } = question
  const feedback = 'options' in question ? question.options.map((option) => option.feedback ?? '') : []
  return plain([stem, rationale, ...feedback].join(' '))
}

/** Finds where an item has a code, and what is known of it. */
function finder({ course, codes, texts, today }: CheckInput): (of: Question, ...code: Parameters<Find>) => AnswerCode {
  const byFile = new Map<string, Citation[]>()
  for (const one of codes.cited) byFile.set(one.place.file, [...(byFile.get(one.place.file) ?? []), one])
  const starts = new Map<string, number[]>()
  for (const { source } of course.questions) {
    starts.set(
      source.file,
      [...(starts.get(source.file) ?? []), source.line].sort((a, b) => a - b),
    )
  }
  const lines = new Map(texts.map(({ path, text }) => [path, text.split('\n')]))
  /** A stem or a rationale may name the code too; the place that matters is the option. */
  const isAnswer = ({ place }: Citation): boolean =>
    /^\s*(?:[-*+]\s+\[[ xX]\]|\d+[.)]\s|=|\|)/.test(lines.get(place.file)?.[(place.line ?? 1) - 1] ?? '')
  return ({ source }, system, code, line) => {
    const end = starts.get(source.file)?.find((start) => start > source.line) ?? Number.POSITIVE_INFINITY
    const cited = (byFile.get(source.file) ?? []).filter(
      (one) =>
        one.system === system &&
        bare(one.code) === bare(code) &&
        (one.place.line ?? 1) >= source.line &&
        (one.place.line ?? 1) < end,
    )
    const citation = cited.find(isAnswer) ?? cited[0]
    const day = citation?.asOf ?? codes.lock?.file.asOf ?? today
    const known = knownOn(codes, citation ?? { system, code, asOf: day }, day)
    return { system, code, place: citation?.place ?? source, day, known, ...(line === undefined ? {} : { line }) }
  }
}

function knownOn(
  { lock, installed }: CheckInput['codes'],
  cited: Pick<Citation, 'system' | 'code' | 'asOf'>,
  day: string,
): KnownCode | undefined {
  const row = lock?.row(cited)
  if (row !== undefined || installed === undefined) return row
  const { library } = installed
  const edition = inForce(library.editions(cited.system), day)
  const entry = edition === undefined ? undefined : library.codes(cited.system, edition).codes.get(bare(cited.code))
  if (entry === undefined || edition === undefined) return undefined
  const exempt = cited.system === 'icd10cm' ? library.poaExempt(edition)?.has(entry.code) : undefined
  return { title: entry.title, billable: entry.billable, ...(exempt === undefined ? {} : { poaExempt: exempt }) }
}
