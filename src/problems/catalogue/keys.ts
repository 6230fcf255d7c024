import { kind } from '../problem.ts'

type Key = { readonly code: string; readonly by: string }
type Noted = Key & { readonly note: string; readonly from: string }

/** Keys and distractors that a coder would object to. */
export const keys = {
  'key-header': kind<Key & { title: string }>({
    severity: 'error',
    title: 'A key that is a header',
    message: ({ code, title, by }) => `${code} (${title}) is a key of the ${by}, but a header: it cannot be reported.`,
    hint: 'Put a code with all its characters in its place: `chartwright codes show` lists them. If the item asks for a category or an incomplete code, say so in its stem.',
  }),
  'key-seventh-character': kind<Key & { values: readonly string[] }>({
    severity: 'error',
    title: 'A key without its seventh character',
    message: ({ code, by }) => `${code} is a key of the ${by}, but its category asks for a seventh character.`,
    hint: ({ values }) => `Seventh characters: ${values.join('; ')}. A shorter code is padded with X.`,
  }),
  'key-excludes': kind<Noted & { other: string }>({
    severity: 'warning',
    title: 'Two codes of a key that exclude each other',
    message: ({ code, other, note, from, by }) =>
      `${code} and ${other} are both in the key of the ${by}, but an Excludes1 note at ${from} says: ${JSON.stringify(note)}.`,
    hint: 'Keep the one that the record supports. Both are right only when the two conditions are unrelated (Section I.A.12.a); the rationale then says so.',
  }),
  'key-code-first-missing': kind<Noted>({
    severity: 'warning',
    title: 'A key without what is to be coded first',
    message: ({ code, note, from, by }) =>
      `${code} is in the key of the ${by} without what a "code first" note at ${from} asks for: ${JSON.stringify(note)}.`,
    hint: 'Add the underlying condition to the key and sequence it before this code.',
  }),
  'key-code-first-principal': kind<Noted>({
    severity: 'warning',
    title: 'A principal diagnosis that comes second',
    message: ({ code, note, from, by }) =>
      `${code} is the principal diagnosis of the ${by}, but a "code first" note at ${from} puts another diagnosis before it: ${JSON.stringify(note)}.`,
    hint: 'Make the underlying condition the principal diagnosis, and this code a secondary one.',
  }),
  'key-pcs-table': kind<Key & { table: string }>({
    severity: 'error',
    title: 'An ICD-10-PCS key without a table',
    message: ({ code, table, by }) => `${code} is a key of the ${by}, but ICD-10-PCS has no table ${table}.`,
    hint: 'Begin with section, body system and root operation: no table holds these three together.',
  }),
  'key-pcs-row': kind<Key & { position: number; value: string; axis: string; allowed: readonly string[] }>({
    severity: 'error',
    title: 'An ICD-10-PCS key that no row makes',
    message: ({ code, position, value, axis, by }) =>
      `${code} is a key of the ${by}, but no row of table ${code.slice(0, 3)} has ${value} as character ${position} (${axis}) after ${code.slice(0, position - 1)}.`,
    hint: ({ code, position, allowed }) =>
      `After ${code.slice(0, position - 1)} the tables have: ${allowed.join(', ')}.`,
  }),
  'key-poa-exempt': kind<Key & { poa: string }>({
    severity: 'error',
    title: 'A POA indicator for an exempt code',
    message: ({ code, poa, by }) =>
      `The key of the ${by} has POA ${poa} for ${code}, which is exempt from POA reporting.`,
    hint: 'Write `poa: exempt`.',
  }),
  'key-poa-not-exempt': kind<Key>({
    severity: 'error',
    title: 'A code that is not exempt from POA reporting',
    message: ({ code, by }) =>
      `The key of the ${by} calls ${code} exempt from POA reporting, but it is not on the exempt list.`,
    hint: 'Write its indicator: Y, N, U or W.',
  }),
  'key-without-poa': kind<{ codes: readonly string[]; none: boolean; by: string }>({
    severity: 'info',
    title: 'An inpatient key without POA indicators',
    message: ({ codes, none, by }) =>
      none
        ? `The key of the ${by} is for an inpatient stay and has no POA indicators, so learners are not asked for them.`
        : `The key of the ${by} has no POA indicator for ${codes.join(', ')}, so what learners enter there is not scored.`,
    hint: 'Write `poa: Y`, N, U, W or exempt in every principal and secondary diagnosis, or in none of them where POA is not taught.',
  }),
  'key-without-why': kind<Key>({
    severity: 'warning',
    title: 'A line of a key without a rationale',
    message: ({ code, by }) =>
      `${code} in the key of the ${by} has no rationale, so whoever codes it differently does not learn why.`,
    hint: 'Say in `why` what in the record supports the code, and name the guideline in `ref`.',
  }),
  'key-without-guideline': kind<{ count: number; first: string }>({
    severity: 'info',
    title: 'Keys that name no guideline',
    message: ({ count, first }) =>
      count === 1
        ? `The ${first} has a diagnosis code as its key and names no guideline.`
        : `${count} items of this file have diagnosis codes as keys and name no guideline; the first is the ${first}.`,
    hint: 'Where a section of the guidelines backs the key, name it: ::meta{ref="I.C.9.a.1"}, or `ref` in the line of the key.',
  }),
  'key-open': kind<Record<string, never>>({
    severity: 'error',
    title: 'A key that is still to be written',
    message: () => 'The key of this case is still to be written: it says TO-CODE where a code belongs.',
    hint: 'Code the record and put the codes in its place, with `why`, `ref` and `evidence`.',
  }),
  'distractor-near-key': kind<Key & { key: string }>({
    severity: 'warning',
    title: 'A wrong option that may be right',
    message: ({ code, key, by }) =>
      `The wrong option ${code} of the ${by} is so close to the key ${key} that a coder may defend it, and nothing says what is wrong with it.`,
    hint: 'Say it in the feedback of the option (a quotation inside it) or in the rationale; or take another distractor.',
  }),
  'distractor-beside-key': kind<Noted & { key: string }>({
    severity: 'warning',
    title: 'A wrong option that may be coded together with the key',
    message: ({ code, key, note, from, by }) =>
      `The wrong option ${code} of the ${by} may be reported together with the key ${key}: an Excludes2 note at ${from} says ${JSON.stringify(note)}.`,
    hint: 'Say in the feedback of the option why the record does not support it; or take another distractor.',
  }),
} as const
