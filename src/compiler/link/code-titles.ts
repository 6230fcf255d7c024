import type { Lock } from '../../codes/lock.ts'
import { isSystem } from '../../codes/system.ts'
import type { CompiledModule, Question } from '../../model/schema-types.ts'
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
const AFTER_ANSWERING = new Set(['rationale', 'feedback', 'feedbackTrue', 'feedbackFalse'])

export interface CodeTitles {
  readonly module: (module: CompiledModule) => CompiledModule
  readonly question: (question: Question) => Question
  /** For text that belongs to no module and no bank. */
  readonly text: (html: string) => string
}

/** How codes get their titles: each as of the day that its module or bank, else the course, names. */
export function codeTitles({ course, modules, banks }: ValidCourse, lock: Lock | undefined): CodeTitles {
  if (lock === undefined) return { module: (module) => module, question: (question) => question, text: (html) => html }
  const days = new Map([
    ...modules.map((module) => [moduleId(module), module.meta?.asOf] as const),
    ...banks.map(({ file, meta }) => [file, meta?.asOf] as const),
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
      rewriteQuestion(question, (html, field) =>
        AFTER_ANSWERING.has(field) ? titled(html, question.source.file) : html,
      ),
    text: (html) => titled(html, ''),
  }
}
