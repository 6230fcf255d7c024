import { kind } from '../problem.ts'

const didYouMean = (nearest: string | undefined): string =>
  nearest === undefined ? '' : `Did you mean ${JSON.stringify(nearest)}? `

/** A list for a hint; long ones are cut, because nobody reads them. */
const list = (words: readonly string[]): string =>
  words.length === 0 ? 'none' : words.length <= 12 ? words.join(', ') : `${words.slice(0, 12).join(', ')}, …`

type Unknown = {
  readonly name: string
  readonly known: readonly string[]
  readonly nearest?: string
}

/** Problems between the parts of a course: ids, links, includes, banks, terms. */
export const course = {
  'duplicate-id': kind<{ what: string; id: string; first: string }>({
    severity: 'error',
    title: 'An id is used twice',
    message: ({ what, id, first }) =>
      `The ${what} id "${id}" is already used in ${first}; progress and results could not tell the two apart.`,
    hint: 'Give one of the two another id. Ids are unique over the whole course.',
  }),
  'id-reserved': kind<{ what: string; id: string; why: string }>({
    severity: 'error',
    title: 'An id that the player needs for itself',
    message: ({ what, id, why }) => `No ${what} can have the id "${id}": ${why}.`,
    hint: ({ what }) =>
      what === 'module'
        ? 'Rename the file, or give the module another id in its front matter.'
        : `Give the ${what} another id.`,
  }),
  'module-file-name': kind<{ id: string }>({
    severity: 'error',
    title: 'A file name that yields no module id',
    message: ({ id }) =>
      `The module has no "id", and its file name yields ${JSON.stringify(id)}, which cannot be one; addresses and progress are made from it.`,
    hint: 'Call the file something like 03-sequencing.md (lower-case letters, digits, single hyphens), or add an id to the front matter.',
  }),
  'state-key-collision': kind<{ what: string; id: string; other: string; key: string }>({
    severity: 'error',
    title: 'Two ids share one key of saved progress',
    message: ({ what, id, other, key }) =>
      `By bad luck the ${what} ids "${id}" and "${other}" have the same key (${key}) in saved progress, so their answers would be mixed up.`,
    hint: ({ id }) =>
      `Change one of the ids a little, for example to "${id}-2". Change the one that no learner has seen yet.`,
  }),
  'include-cycle': kind<{ files: readonly string[] }>({
    severity: 'error',
    title: 'Files that include each other',
    message: ({ files }) => `The includes go in a circle: ${files.join(' → ')}.`,
    hint: 'Take out one of these includes.',
  }),
  'include-many': kind<{ limit: number }>({
    severity: 'error',
    title: 'Includes that grow too large',
    message: ({ limit }) => `With everything it includes, this section has more than ${limit} blocks.`,
    hint: 'Include less. Files that include others several times grow very fast.',
  }),
  'link-not-a-module': kind<{ path: string }>({
    severity: 'error',
    title: 'A link to a file that learners do not see',
    message: ({ path }) =>
      `${path} is in the folder, but is not a module of this course, so the link would lead nowhere.`,
    hint: 'Add the file to "modules" in course.yaml, or link to a module that is there.',
  }),
  'link-anchor-missing': kind<{ path: string; anchor: string; known: readonly string[]; nearest?: string }>({
    severity: 'error',
    title: 'A link to a heading that does not exist',
    message: ({ path, anchor }) => `${path} has no heading with the address #${anchor}.`,
    hint: ({ nearest, known }) =>
      nearest === undefined ? `Addresses there: ${list(known.map((one) => `#${one}`))}.` : `Did you mean #${nearest}?`,
  }),
  'bank-unknown': kind<Unknown>({
    severity: 'error',
    title: 'A question bank that does not exist',
    message: ({ name }) => `There is no question bank "${name}".`,
    hint: ({ nearest, known }) => `${didYouMean(nearest)}Banks of this course: ${list(known)}.`,
  }),
  'bank-unused': kind<{ bank: string }>({
    severity: 'warning',
    title: 'A question bank that nothing draws from',
    message: ({ bank }) => `No quiz and no exam draws from the bank "${bank}".`,
    hint: ({ bank }) => `Use it, for example with ::quiz{bank="${bank}"}, or delete its file.`,
  }),
  'question-unknown': kind<{ name: string; nearest?: string }>({
    severity: 'error',
    title: 'A question that does not exist',
    message: ({ name }) => `There is no question "${name}" in any bank.`,
    hint: ({ nearest }) => `${didYouMean(nearest)}A question's id is its level-2 heading in questions/.`,
  }),
  'domain-unknown': kind<Unknown>({
    severity: 'error',
    title: 'A domain that does not exist',
    message: ({ name }) => `"${name}" is not a domain of this course.`,
    hint: ({ nearest, known }) => `${didYouMean(nearest)}Domains in course.yaml: ${list(known)}.`,
  }),
  'objective-unknown': kind<Unknown>({
    severity: 'error',
    title: 'An objective that does not exist',
    message: ({ name }) => `No module has the objective "${name}".`,
    hint: ({ nearest, known }) => `${didYouMean(nearest)}Objectives of the modules: ${list(known)}.`,
  }),
  'draw-empty': kind<{ bank: string; filter: string }>({
    severity: 'error',
    title: 'A filter that leaves no question',
    message: ({ bank, filter }) => `The bank "${bank}" has no question with ${filter}.`,
    hint: 'Change the filter, or write such questions.',
  }),
  'draw-short': kind<{ bank: string; wanted: number; available: number; filter: string }>({
    severity: 'error',
    title: 'More questions are asked for than there are',
    message: ({ bank, wanted, available, filter }) =>
      `${wanted} questions are asked for, but the bank "${bank}" has ${available}${filter === '' ? '' : ` with ${filter}`}.`,
    hint: ({ available }) => `Ask for at most ${available}, or write more questions.`,
  }),
  'term-unknown': kind<{ term: string; nearest?: string }>({
    severity: 'error',
    title: 'A term that the glossary does not define',
    message: ({ term }) => `glossary.yaml does not define "${term}".`,
    hint: ({ nearest }) => `${didYouMean(nearest)}Add the term to glossary.yaml, or write :term[words]{id="the term"}.`,
  }),
  'term-unused': kind<{ term: string }>({
    severity: 'warning',
    title: 'A glossary term that nothing uses',
    message: ({ term }) => `Nothing in the course uses the term "${term}".`,
    hint: ({ term }) => `Write :term[${term}] where it matters, or delete it.`,
  }),
  'target-unknown': kind<Unknown>({
    severity: 'error',
    title: 'A package format that does not exist',
    message: ({ name }) => `"${name}" is not a package format that can be built.`,
    hint: ({ nearest, known }) => `${didYouMean(nearest)}Package formats: ${list(known)}.`,
  }),
  'key-longest': kind<{ bank: string; count: number; of: number }>({
    severity: 'warning',
    title: 'The right option gives itself away by its length',
    message: ({ bank, count, of }) =>
      `In ${count} of the ${of} single-choice questions of the bank "${bank}" the right option is clearly the longest; test-wise learners pick it without knowing why.`,
    hint: 'Shorten right options, or give wrong ones the same amount of detail.',
  }),
} as const
