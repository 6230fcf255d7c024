import type { Table, TableRow } from 'mdast'
import type { CodeLine, Codes, KeyLine } from '../../model/schema-types.ts'
import type { Place } from '../../problems/problem.ts'
import { pointsOf } from '../case.ts'
import { keyLine, RULE } from '../cases/key.ts'
import { codeShapes, codeSystems } from '../codes.ts'
import { type Context, placeOf, report } from '../context.ts'
import { GUIDELINE_FORM, readGuidelineRef } from '../guideline-ref.ts'
import { plainText } from '../plain-text.ts'
import type { QuestionReader } from './reader.ts'

/** A column of the table: what its cells may hold, in words, and what they become. */
interface Column {
  readonly form: string
  readonly read: (
    text: string,
  ) => Partial<KeyLine & { readonly role: CodeLine['role']; readonly lineNeed: CodeLine['need'] }> | undefined
}

const oneOf = <T extends string>(values: readonly T[], text: string): T | undefined =>
  values.find((value) => value.toLowerCase() === text.toLowerCase())

const amount = (text: string): number | undefined => (/^\d{1,2}(\.\d{1,2})?$/.test(text) ? Number(text) : undefined)

const ROLES = ['principal', 'secondary', 'procedure'] as const
const NEEDS = ['required', 'optional', 'not-supported'] as const
const POAS = ['Y', 'N', 'U', 'W', 'exempt'] as const

const columns: Readonly<Record<string, Column>> = {
  code: { form: 'a code such as A41.51, N18.30 or any of N18', read: (code) => ({ code }) },
  role: {
    form: 'principal, first-listed, secondary or procedure',
    read: (text) => {
      const role = oneOf(ROLES, text === 'first-listed' ? 'principal' : text)
      return role === undefined ? undefined : { role }
    },
  },
  need: {
    form: 'required, optional or not-supported',
    read: (text) => {
      const lineNeed = oneOf(NEEDS, text)
      return lineNeed === undefined ? undefined : { lineNeed }
    },
  },
  system: {
    form: codeSystems.join(', '),
    read: (text) => {
      const system = oneOf(codeSystems, text)
      return system === undefined ? undefined : { system }
    },
  },
  poa: {
    form: 'Y, N, U, W or exempt',
    read: (text) => {
      const poa = oneOf(POAS, text)
      return poa === undefined ? undefined : { poa }
    },
  },
  points: {
    form: 'a number such as 1 or 0.5',
    read: (text) => {
      const points = amount(text)
      return points === undefined || points === 0 ? undefined : { points }
    },
  },
  ref: {
    form: GUIDELINE_FORM,
    read: (ref) => (readGuidelineRef(ref) === undefined ? undefined : { ref }),
  },
  why: { form: 'a rationale', read: (why) => ({ why }) },
}

/** A table and `::meta{type=codes}`: one line of the key in each row. */
export const codes: QuestionReader = {
  detect: ({ form, meta }) => form.kind === 'table' && meta.type === 'codes',
  read: (draft, common) => {
    const { id, context, form, meta, place } = draft
    if (form.kind !== 'table') return undefined
    const errors = context.problems.length
    const lines = readTable(id, form.node, context)
    if (meta.points !== undefined) report(context, 'codes-points', { id }, place)
    if (lines.every(({ need }) => need !== 'required') && context.problems.length === errors)
      report(context, 'codes-key-missing', { id }, place)
    const has = (test: (line: CodeLine) => boolean): boolean => lines.some(test)
    const diagnoses = has(({ role }) => role !== 'procedure')
    const question: Codes = {
      ...common,
      type: 'codes',
      points: pointsOf(lines),
      partial: common.partial || meta.partial === undefined,
      setting: has(({ poa }) => poa !== undefined) ? 'inpatient' : 'outpatient',
      asks: [
        ...(diagnoses ? (['diagnoses'] as const) : []),
        ...(has(({ poa }) => poa !== undefined) ? (['poa'] as const) : []),
        ...(has(({ role }) => role === 'procedure') ? (['procedures'] as const) : []),
      ],
      rule: RULE,
      lines,
      instead: [],
      documents: [],
    }
    return question
  },
}

function readTable(id: string, { children: [head, ...rows] }: Table, context: Context): CodeLine[] {
  const names = (head?.children ?? []).map((cell) => plainText(cell.children).toLowerCase())
  const known = Object.keys(columns)
  names.forEach((name, i) => {
    if (Object.hasOwn(columns, name)) return
    report(context, 'codes-column', { id, name, known }, placeOf(context, head?.children[i] ?? head ?? {}), {
      actual: name,
      expected: known,
    })
  })
  if (!names.includes('code')) report(context, 'codes-column', { id, name: '', known }, placeOf(context, head ?? {}))
  return rows.flatMap((row) => readRow(id, names, row, context))
}

function readRow(id: string, names: readonly string[], row: TableRow, context: Context): CodeLine[] {
  const places: Record<string, Place> = {}
  const fields: NonNullable<ReturnType<Column['read']>> = {}
  row.children.forEach((cell, i) => {
    const name = names[i] ?? ''
    const text = plainText(cell.children)
    const column = columns[name]
    if (column === undefined || text === '') return
    places[`/${name}`] = placeOf(context, cell)
    const read = column.read(text)
    if (read !== undefined) Object.assign(fields, read)
    else
      report(context, 'codes-cell', { column: name, value: text, form: column.form }, placeOf(context, cell), {
        actual: text,
      })
  })
  const { role, lineNeed = 'required', code, ...rest } = fields
  const place = placeOf(context, row)
  if (code === undefined) {
    if (names.includes('code'))
      report(context, 'codes-cell', { column: 'code', value: '', form: columns.code?.form ?? '' }, place)
    return []
  }
  const procedure =
    rest.system === undefined ? !codeShapes.icd10cm.pattern.test(code.split(' ')[0] ?? '') : rest.system !== 'icd10cm'
  const reading = {
    id,
    setting: 'inpatient' as const,
    rule: RULE,
    documents: [],
    context,
    placeOf: (pointer: string) => places[pointer] ?? place,
  }
  return keyLine(role ?? (procedure ? 'procedure' : 'secondary'), lineNeed, { code, ...rest }, '', reading)
}
