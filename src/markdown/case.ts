import { stateKey } from '../model/key.ts'
import type { CaseMeta, CodeLine, Codes } from '../model/schema-types.ts'
import { compareProblems, type Place, type Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { validate } from '../validation/validate.ts'
import { parseYaml } from '../validation/yaml.ts'
import { CASES_BANK } from './cases/bank.ts'
import { type CaseBody, readDocuments } from './cases/documents.ts'
import { type Key, RULE, readKey, renderField } from './cases/key.ts'
import { type Context, newContext } from './context.ts'
import type { ParsedCase, Reference, SourceFile } from './parsed.ts'
import { plainText } from './plain-text.ts'
import { prepare } from './prepare.ts'
import { parseMarkdown, render } from './processor.ts'

/** Reads a case: front matter with the key, what the learner is to do, and the documents. */
export function parseCase({ path: file, text }: SourceFile): ParsedCase {
  const start: Place = { file, line: 1, column: 1 }
  const references: Reference[] = []
  const problems: Problem[] = []
  const done = (
    rest: Pick<ParsedCase, 'id' | 'domain' | 'asOf' | 'places' | 'followUp' | 'bodyLine' | 'question'>,
  ): ParsedCase => ({
    file,
    ...rest,
    references,
    problems: problems.sort(compareProblems),
  })
  const unread = { id: undefined, domain: undefined, asOf: undefined, followUp: [], bodyLine: 1, question: undefined }
  const [whole, front] = /^---\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text) ?? []
  if (whole === undefined || front === undefined) {
    problems.push(problem('front-matter-missing', { first: 'case', begun: text.startsWith('---') }, start))
    return done({ ...unread, places: { id: start, domain: start } })
  }
  const lineOffset = whole.split('\n').length - 1
  const yaml = parseYaml(front, file, 1)
  const places = { id: yaml.placeOf('/case'), domain: yaml.placeOf('/domain') }
  problems.push(...yaml.problems)
  const read = yaml.problems.length > 0 ? undefined : validate('case', yaml.value, yaml.placeOf)
  problems.push(...(read?.problems ?? []))
  const meta = read?.value

  const context = newContext({
    file,
    setting: 'question',
    text: text.slice(whole.length),
    lineOffset,
    references,
    problems,
  })
  const tree = parseMarkdown(context.text)
  prepare(tree, context)
  const body = readDocuments(tree, context)
  if (meta === undefined) return done({ ...unread, bodyLine: lineOffset + 1, places })
  if (body.documents.length === 0) problems.push(problem('case-without-documents', { id: meta.case }, places.id))
  const rule = { ...RULE, ...meta.scoring }
  const key = readKey(meta.key, {
    id: meta.case,
    setting: meta.setting,
    rule,
    documents: body.documents,
    placeOf: yaml.placeOf,
    context,
  })
  const rationale = meta.rationale === undefined ? '' : renderField(meta.rationale, yaml.placeOf('/rationale'), context)
  const question = caseQuestion(meta, rule, key, body, rationale, context)
  return done({
    id: meta.case,
    domain: meta.domain,
    asOf: meta.asOf,
    places,
    followUp: (meta.followUp ?? []).map((id, i) => ({ id, place: yaml.placeOf(`/followUp/${i}`) })),
    bodyLine: lineOffset + 1,
    question: problems.some(({ severity }) => severity === 'error') ? undefined : question,
  })
}

function caseQuestion(
  meta: CaseMeta,
  rule: Codes['rule'],
  { lines, instead }: Key,
  body: CaseBody,
  rationale: string,
  context: Context,
): Codes {
  const title = render(
    [{ type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value: meta.title }] }] }],
    context,
  )
  const task = render(body.task, context)
  const all = [...lines, ...instead.flatMap((one) => one.with)]
  return {
    type: 'codes',
    id: meta.case,
    key: stateKey(meta.case),
    bank: CASES_BANK,
    stem: task === '' ? title : `${title}\n${task}`,
    stemText: [meta.title, plainText(body.task)].filter((part) => part !== '').join(': '),
    rationale,
    difficulty: meta.difficulty ?? 'medium',
    domain: meta.domain,
    points: pointsOf(lines),
    partial: meta.partial ?? true,
    source: { file: context.file, line: 1 },
    setting: meta.setting,
    asks: [
      'diagnoses',
      ...(all.some(({ poa }) => poa !== undefined) ? (['poa'] as const) : []),
      ...(all.some(({ role }) => role === 'admitting') ? (['admitting'] as const) : []),
      'procedures',
      ...(all.some(({ day }) => day !== undefined) ? (['days'] as const) : []),
      ...(all.some(({ role }) => role === 'disposition') ? (['disposition'] as const) : []),
    ],
    rule,
    lines: [...lines],
    instead: [...instead],
    documents: [...body.documents],
  }
}

/** A coding task is worth what its required lines are worth. */
export const pointsOf = (lines: readonly CodeLine[]): number =>
  lines.reduce((sum, { need, points }) => sum + (need === 'required' ? Math.round(points * 100) : 0), 0) / 100
