import { kind } from '../problem.ts'

export interface FieldName {
  readonly field: string
  /** The way to the field in words, e.g. `awards → entry 1`; empty at the top. */
  readonly within: string
}

/** How a field is named in a message: `"title"`, or `"title" (awards → entry 1)`. */
const named = ({ field, within }: FieldName): string => (within === '' ? `"${field}"` : `"${field}" (${within})`)

const didYouMean = (nearest: string | undefined): string => (nearest === undefined ? '' : `Did you mean "${nearest}"? `)

/** Problems with YAML and with values that are not what the schemas ask for. */
export const schema = {
  'yaml-syntax': kind<{ reason: string; advice: string }>({
    severity: 'error',
    title: 'YAML that cannot be read',
    message: ({ reason }) => `The YAML cannot be read: ${reason}.`,
    hint: ({ advice }) => advice,
  }),
  'yaml-duplicate-key': kind<{ key: string; firstLine: number }>({
    severity: 'error',
    title: 'A YAML key appears twice',
    message: ({ key, firstLine }) => `"${key}" appears twice; the first is on line ${firstLine}.`,
    hint: 'Keep one of the two.',
  }),
  'yaml-aliases': kind<Record<never, never>>({
    severity: 'error',
    title: 'YAML aliases grow too large',
    message: () => 'The YAML aliases (*name) expand to far more text than the file holds.',
    hint: 'Write the values out instead of using aliases.',
  }),
  'front-matter-missing': kind<{ first: string; begun: boolean }>({
    severity: 'error',
    title: 'No front matter',
    message: ({ begun }) =>
      begun
        ? 'The front matter that begins with "---" is not closed, so nothing is known about the file.'
        : 'The file does not begin with front matter, so nothing is known about it.',
    hint: ({ first }) =>
      `Begin the file with a line "---", then "${first}: …" and the other fields, then a line "---".`,
  }),
  'field-missing': kind<FieldName & { description: string; example: string }>({
    severity: 'error',
    title: 'A required field is missing',
    message: (params) => `${named(params)} is missing.`,
    hint: ({ field, description, example }) =>
      `Add "${field}". ${description}${example === '' ? '' : ` Example: ${field}: ${example}`}`,
  }),
  'field-unknown': kind<FieldName & { nearest?: string; known: readonly string[] }>({
    severity: 'error',
    title: 'An unknown field',
    message: (params) => `${named(params)} is not a known field.`,
    hint: ({ nearest, known }) => `${didYouMean(nearest)}Fields allowed here: ${known.join(', ')}.`,
  }),
  'field-type': kind<FieldName & { wanted: string; found: string; example: string }>({
    severity: 'error',
    title: 'A value of the wrong type',
    message: (params) => `${named(params)} must be ${params.wanted}, but is ${params.found}.`,
    hint: ({ field, wanted, example }) =>
      `Write ${wanted}${example === '' ? '.' : `, for example ${field}: ${example}`}${
        wanted === 'text' ? ' (in quotes, if it looks like a number or like true)' : ''
      }`,
  }),
  'field-value': kind<FieldName & { value: string; allowed: readonly string[]; nearest?: string; means?: string }>({
    severity: 'error',
    title: 'A value that is not allowed',
    message: (params) => `${named(params)} is ${params.value}, which is not an allowed value.`,
    hint: ({ allowed, nearest, means }) =>
      `${didYouMean(nearest)}Allowed: ${allowed.join(', ')}.${means === undefined ? '' : ` What it says: ${means}`}`,
  }),
  'field-form': kind<FieldName & { value: string; form: string }>({
    severity: 'error',
    title: 'A value that does not have the form asked for',
    message: (params) => `${named(params)} is ${params.value}, which does not have the form asked for.`,
    hint: ({ form }) => `Write ${form}.`,
  }),
  'field-range': kind<FieldName & { value: string; limit: string }>({
    severity: 'error',
    title: 'A number out of range',
    message: (params) => `${named(params)} is ${params.value}; it must be ${params.limit}.`,
    hint: ({ limit }) => `Write a number that is ${limit}.`,
  }),
  'field-length': kind<FieldName & { is: string; limit: string }>({
    severity: 'error',
    title: 'A value that is too short or too long',
    message: (params) => `${named(params)} ${params.is}; it must have ${params.limit}.`,
    hint: ({ limit }) => `Give it ${limit}.`,
  }),
  'field-repeated': kind<FieldName & { value: string; first: number; second: number }>({
    severity: 'error',
    title: 'A list names something twice',
    message: (params) =>
      `${named(params)} names ${params.value} twice, as entries ${params.first} and ${params.second}.`,
    hint: 'Delete one of the two.',
  }),
  'field-shape': kind<FieldName & { found: string }>({
    severity: 'error',
    title: 'A value of no known shape',
    message: (params) => `${named(params)} is ${params.found}, which names nothing that is allowed here.`,
    hint: 'The schema of this file (schemas/) says what is allowed here.',
  }),
} as const
