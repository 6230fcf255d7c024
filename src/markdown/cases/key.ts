import { roleOf, sameList } from '../../model/codes/entry.ts'
import type { CaseMeta, CodeLine, Codes, KeyLine } from '../../model/schema-types.ts'
import type { Place } from '../../problems/problem.ts'
import type { PlaceOf } from '../../validation/validate.ts'
import { type Context, newContext, report } from '../context.ts'
import { readGuidelineRef } from '../guideline-ref.ts'
import { prepare, showsSomething } from '../prepare.ts'
import { parseMarkdown, render } from '../processor.ts'
import type { CaseDocument } from './documents.ts'
import { findQuote } from './documents.ts'
import { readKeyCode } from './key-code.ts'

/** Shares and points of partial credit where a key names none. */
export const RULE: Codes['rule'] = { poa: 0.25, sequence: 0.5, day: 0.25, penalty: 0.5 }

/** What a key is read with. */
export interface KeyReading {
  readonly id: string
  readonly setting: CaseMeta['setting']
  readonly rule: Codes['rule']
  readonly documents: readonly CaseDocument[]
  readonly placeOf: PlaceOf
  readonly context: Context
}

export interface Key {
  readonly lines: readonly CodeLine[]
  readonly instead: Codes['instead']
}

/** Reads the key of a case; what is wrong goes into the context, and the line is left out. */
export function readKey(key: CaseMeta['key'], reading: KeyReading): Key {
  const line = (role: CodeLine['role'], one: KeyLine | undefined, at: string): CodeLine[] =>
    one === undefined ? [] : keyLine(role, one.need ?? 'required', one, `/key/${at}`, reading)
  const lines = [
    ...line('principal', key.principal, 'principal'),
    ...(key.secondary ?? []).flatMap((one, i) => line('secondary', one, `secondary/${i}`)),
    ...line('admitting', key.admitting, 'admitting'),
    ...(key.procedures ?? []).flatMap((one, i) => line('procedure', one, `procedures/${i}`)),
    ...dispositionLine(key.disposition, reading),
    ...(key.notSupported ?? []).flatMap((one, i) =>
      keyLine(
        looksLikeProcedure(one) ? 'procedure' : 'secondary',
        'not-supported',
        one,
        `/key/notSupported/${i}`,
        reading,
      ),
    ),
  ]
  reportRepeated(lines, reading)
  const instead = (key.instead ?? []).flatMap((rule, i) => combination(rule, `/key/instead/${i}`, lines, reading))
  return { lines, instead }
}

/** Procedure codes never have a point and, unlike diagnoses, may begin with a digit and have five or seven characters all the same. */
const looksLikeProcedure = ({ code, system }: KeyLine): boolean =>
  system === undefined
    ? /^([A-Z0-9]{7}|\d[A-Z0-9]*|[A-Z]\d{4})( |$)/.test(code) && !code.includes('.')
    : system !== 'icd10cm'

export function keyLine(
  role: CodeLine['role'],
  need: CodeLine['need'],
  one: KeyLine,
  at: string,
  reading: KeyReading,
): CodeLine[] {
  const { context, placeOf, rule } = reading
  const read = readKeyCode(
    one.code,
    role === 'procedure' ? 'procedure' : 'diagnosis',
    one.system,
    context,
    placeOf(`${at}/code`),
  )
  misplacedFields(role, one, at, reading)
  const common = lineFields(one, at, reading)
  if (read === undefined) return []
  const points = need === 'optional' ? 0 : (one.points ?? (need === 'required' ? 1 : rule.penalty))
  return [
    {
      role,
      need,
      ...read,
      points,
      ...(one.poa === undefined ? {} : { poa: one.poa }),
      ...(one.day === undefined ? {} : { day: one.day }),
      ...common,
    },
  ]
}

function misplacedFields(
  role: CodeLine['role'],
  one: KeyLine,
  at: string,
  { context, placeOf, setting }: KeyReading,
): void {
  const diagnosis = role === 'principal' || role === 'secondary'
  if (one.poa !== undefined && (!diagnosis || setting === 'outpatient')) {
    const why = diagnosis
      ? 'outpatient claims carry no POA indicator'
      : 'only principal and secondary diagnoses have a POA indicator'
    report(context, 'key-field-misplaced', { field: 'poa', why }, placeOf(`${at}/poa`))
  }
  if (one.day !== undefined && role !== 'procedure') {
    report(context, 'key-field-misplaced', { field: 'day', why: 'only procedures have a day' }, placeOf(`${at}/day`))
  }
}

type Reasons = Pick<KeyLine, 'why' | 'ref' | 'evidence'>

/** What a line says for itself: rationale, guideline and evidence. */
function lineFields(one: Reasons, at: string, reading: KeyReading): Pick<CodeLine, 'why' | 'ref' | 'evidence'> {
  const { context, placeOf, documents } = reading
  const ref = one.ref === undefined ? undefined : readGuidelineRef(one.ref)
  if (ref !== undefined) {
    const detail = ref.edition === undefined ? {} : { detail: ref.edition }
    context.references.push({ kind: 'guideline', target: ref.section, ...detail, place: placeOf(`${at}/ref`) })
  }
  return {
    ...(one.why === undefined ? {} : { why: renderField(one.why, placeOf(`${at}/why`), context) }),
    ...(one.ref === undefined ? {} : { ref: one.ref }),
    evidence: (one.evidence ?? []).flatMap((quote, i) => {
      const found = findQuote(documents, quote)
      if (found === undefined)
        report(context, 'case-evidence-missing', { quote }, placeOf(`${at}/evidence/${i}`), { actual: quote })
      return found === undefined ? [] : [found]
    }),
  }
}

/** Markdown of a field of the front matter. All is said to stand where the field does. */
export function renderField(text: string, place: Place, { file, references, problems }: Context): string {
  const context = newContext({ file, setting: 'question', text, references, problems, fixedPlace: place })
  const tree = parseMarkdown(text)
  prepare(tree, context)
  return render(tree.children.filter(showsSomething), context)
}

function dispositionLine(one: CaseMeta['key']['disposition'], reading: KeyReading): CodeLine[] {
  if (one === undefined) return []
  return [
    {
      role: 'disposition',
      need: 'required',
      system: 'discharge',
      accepts: [{ code: one.code, match: 'exact' }],
      points: one.points ?? 1,
      ...lineFields(one, '/key/disposition', reading),
    },
  ]
}

const codeOf = ({ accepts }: CodeLine): string => accepts[0]?.code ?? ''

/** A procedure may be done again, on another day. */
const isRepeated = (a: CodeLine, b: CodeLine): boolean =>
  codeOf(a) === codeOf(b) &&
  sameList(roleOf(a), roleOf(b)) &&
  !(a.role === 'procedure' && a.day !== undefined && b.day !== undefined && a.day !== b.day)

function reportRepeated(lines: readonly CodeLine[], { id, context, placeOf }: KeyReading): void {
  lines.forEach((line, i) => {
    const before = lines.findIndex((other, at) => at === i || isRepeated(other, line))
    if (before < i) report(context, 'key-code-repeated', { id, code: codeOf(line) }, placeOf('/key'))
  })
}

type Rule = NonNullable<CaseMeta['key']['instead']>[number]

/** What stands instead is worth what it replaces, in equal parts. */
function combination(rule: Rule, at: string, lines: readonly CodeLine[], reading: KeyReading): Codes['instead'] {
  const { context, placeOf } = reading
  const found = rule.of.map((code) => lines.findIndex((line) => line.need === 'required' && codeOf(line) === code))
  rule.of.forEach((code, i) => {
    if (found[i] !== -1) return
    const known = lines.filter(({ need }) => need === 'required').map(codeOf)
    report(context, 'case-instead-unknown', { code, known }, placeOf(`${at}/of/${i}`), {
      actual: code,
      expected: known,
    })
  })
  if (found.includes(-1)) return []
  const replaced = found.flatMap((index) => lines[index] ?? [])
  const cents = replaced.reduce((sum, { points }) => sum + Math.round(points * 100), 0)
  const share = Math.floor(cents / rule.codes.length)
  const [leading] = replaced
  const role = (i: number): CodeLine['role'] => {
    if (leading?.role === 'procedure') return 'procedure'
    return i === 0 && replaced.some((line) => line.role === 'principal') ? 'principal' : 'secondary'
  }
  const read = rule.codes.flatMap((one, i) => keyLine(role(i), 'required', one, `${at}/codes/${i}`, reading))
  const first = cents - share * (rule.codes.length - 1)
  const worth = read.map((line, i) => ({ ...line, points: (i === 0 ? first : share) / 100 }))
  return worth.length < rule.codes.length ? [] : [{ lines: found, with: worth }]
}
