import { kind } from '../problem.ts'

/** Problems with medical records and with the keys of coding tasks. */
export const cases = {
  'case-without-documents': kind<{ id: string }>({
    severity: 'error',
    title: 'A case without documents',
    message: ({ id }) => `The case "${id}" holds no document, so there is nothing to code from.`,
    hint: 'Write each document of the record below a level-2 heading, such as ## Discharge summary.',
  }),
  'case-unused': kind<{ id: string }>({
    severity: 'warning',
    title: 'A case that nobody meets',
    message: ({ id }) => `No module and no exam shows the case "${id}".`,
    hint: ({ id }) =>
      `Write ::case{id="${id}"} in a module, let an exam draw from the bank "cases", or delete the file.`,
  }),
  'case-unknown': kind<{ name: string; nearest?: string }>({
    severity: 'error',
    title: 'A case that does not exist',
    message: ({ name }) => `No file in cases/ has the id "${name}".`,
    hint: ({ nearest }) =>
      `${nearest === undefined ? '' : `Did you mean "${nearest}"? `}A case's id is the field case of its front matter.`,
  }),
  'case-evidence-missing': kind<{ quote: string }>({
    severity: 'error',
    title: 'Evidence that is in no document',
    message: ({ quote }) => `No document of the case holds the words "${quote}".`,
    hint: 'Copy the words from one document exactly as they are shown; they may not run from one document into another.',
  }),
  'case-instead-unknown': kind<{ code: string; known: readonly string[] }>({
    severity: 'error',
    title: 'A combination rule for a code that the key does not require',
    message: ({ code }) => `The key does not require ${code}, so nothing can take its place.`,
    hint: ({ known }) => `Codes that the key requires: ${known.join(', ')}.`,
  }),
  'key-code-form': kind<{ text: string }>({
    severity: 'error',
    title: 'A code of a key that cannot be read',
    message: ({ text }) => `"${text}" cannot be read as a code and what else is accepted.`,
    hint: 'Begin with the right code, then write what else is accepted: "N18.30 or N18.31", "N18.30 or any of N18", "S52.501A (7th character ignored)".',
  }),
  'key-code-repeated': kind<{ id: string; code: string }>({
    severity: 'error',
    title: 'A code that is in a key twice',
    message: ({ id, code }) => `The key of "${id}" has the code ${code} twice.`,
    hint: 'Keep one of the lines; a code counts once. A procedure that was done again is listed once for each day, with its `day`.',
  }),
  'key-field-misplaced': kind<{ field: string; why: string }>({
    severity: 'error',
    title: 'A field that this line of a key cannot have',
    message: ({ field, why }) => `This line has ${field}, but ${why}.`,
    hint: ({ field }) => `Delete ${field} here.`,
  }),
  'codes-column': kind<{ id: string; name: string; known: readonly string[] }>({
    severity: 'error',
    title: 'A table of codes with the wrong columns',
    message: ({ id, name }) =>
      name === ''
        ? `The table of the question ${id} has no column "code".`
        : `The table of the question ${id} has a column "${name}".`,
    hint: ({ known }) => `Columns: ${known.join(', ')}. Only code is required.`,
  }),
  'codes-cell': kind<{ column: string; value: string; form: string }>({
    severity: 'error',
    title: 'A cell of a table of codes that cannot be read',
    message: ({ column, value }) =>
      value === '' ? `The column ${column} is empty.` : `"${value}" is not something the column ${column} can hold.`,
    hint: ({ form }) => `Write ${form}.`,
  }),
  'codes-key-missing': kind<{ id: string }>({
    severity: 'error',
    title: 'A code-entry question without a key',
    message: ({ id }) => `The question ${id} requires no code.`,
    hint: 'Write at least one row whose need is required, or empty.',
  }),
  'codes-points': kind<{ id: string }>({
    severity: 'error',
    title: 'Points of a code-entry question in the wrong place',
    message: ({ id }) => `The points of the question ${id} are the sum of the points of its rows.`,
    hint: 'Delete points from ::meta, and add a column points if the rows should not count 1 each.',
  }),
} as const
