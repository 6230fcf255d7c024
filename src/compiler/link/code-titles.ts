import type { Lock } from '../../codes/lock.ts'
import { AXES } from '../../codes/pcs-axes.ts'
import { bare, isSystem } from '../../codes/system.ts'
import type { CodeLine, CompiledCourse, CompiledModule, Question } from '../../model/schema-types.ts'
import { compareText } from '../../problems/problem.ts'
import { moduleId } from '../ids.ts'
import type { ValidCourse } from '../valid-course.ts'
import { rewriteQuestion } from './rewrite.ts'

/** As `:code[…]` and inline code are rendered (markdown/directives/code.ts). */
const CODE = /<code class="code" data-system="([a-z0-9]+)">([A-Z0-9.]+)<\/code>/g

/** Puts the locked title of each code into the HTML of something that is meant for the day `asOf`. */
const withCodeTitles = (html: string, lock: Lock, asOf: string | undefined): string =>
  html.replace(CODE, (written: string, system: string, code: string) => {
    const row = isSystem(system) ? lock.row({ system, code, ...(asOf === undefined ? {} : { asOf }) }) : undefined
    if (row === undefined) return written
    return `<code class="code" data-system="${system}" title="${escaped(row.title)}">${code}</code>`
  })

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Fields that a learner sees after answering; before, the title of a code could give the answer away. */
const AFTER_ANSWERING = new Set(['rationale', 'feedback', 'feedbackTrue', 'feedbackFalse', 'why'])

export interface CodeTitles {
  readonly module: (module: CompiledModule) => CompiledModule
  readonly question: (question: Question) => Question
  /** For text that belongs to no module and no bank. */
  readonly text: (html: string) => string
}

/** How codes get their titles: each as of the day that its module or bank, else the course, names. */
export function codeTitles({ course, modules, banks, cases }: ValidCourse, lock: Lock | undefined): CodeTitles {
  if (lock === undefined)
    return {
      module: (module) => module,
      question: (question) => keyTitles(question, lock, undefined),
      text: (html) => html,
    }
  const days = new Map([
    ...modules.map((module) => [moduleId(module), module.meta?.asOf] as const),
    ...banks.map(({ file, meta }) => [file, meta?.asOf] as const),
    ...cases.map(({ file, asOf }) => [file, asOf] as const),
  ])
  const titled = (html: string, of: string): string =>
    html.includes('<code class="code"') ? withCodeTitles(html, lock, days.get(of) ?? course?.asOf) : html
  return {
    module: (module) => ({
      ...module,
      sections: module.sections.map((section) => ({
        ...section,
        blocks: section.blocks.map((block) =>
          block.kind === 'text' ? { ...block, html: titled(block.html, module.id) } : block,
        ),
      })),
    }),
    question: (question) =>
      keyTitles(
        rewriteQuestion(question, (html, field) =>
          AFTER_ANSWERING.has(field) ? titled(html, question.source.file) : html,
        ),
        lock,
        days.get(question.source.file) ?? course?.asOf,
      ),
    text: (html) => titled(html, ''),
  }
}

/** The key of a coding task with the locked title of each code, and of procedure codes what their characters stand for. */
function keyTitles(question: Question, lock: Lock | undefined, asOf: string | undefined): Question {
  if (question.type !== 'codes') return question
  const titled = (line: CodeLine): CodeLine => {
    const code = line.accepts[0]?.code ?? ''
    const row = isSystem(line.system)
      ? lock?.row({ system: line.system, code, ...(asOf === undefined ? {} : { asOf }) })
      : undefined
    const axes = line.system === 'icd10pcs' && line.need !== 'not-supported' ? AXES[bare(code).charAt(0)] : undefined
    return {
      ...line,
      ...(row === undefined ? {} : { title: row.title }),
      ...(axes === undefined ? {} : { axes: axes.map((title, i) => ({ title, values: row?.labels?.[i] ?? {} })) }),
    }
  }
  return {
    ...question,
    lines: question.lines.map(titled),
    instead: question.instead.map((rule) => ({ ...rule, with: rule.with.map(titled) })),
  }
}

/** Titles of all codes of the course, for forms into which codes are typed; of one locked to several editions, that of the last. */
export function titleList(questions: readonly Question[], lock: Lock | undefined): CompiledCourse['codes'] {
  if (lock === undefined || questions.every(({ type }) => type !== 'codes')) return undefined
  const titles = new Map(
    [...lock.file.codes]
      .sort((a, b) => compareText(a.edition, b.edition))
      .map(({ system, code, title }) => [`${system} ${code}`, { system, code, title }]),
  )
  return [...titles].sort(([a], [b]) => compareText(a, b)).map(([, row]) => row)
}
