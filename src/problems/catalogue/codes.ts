import { kind } from '../problem.ts'

/** What codes may be put in the place of one that cannot be reported. */
const instead = (candidates: readonly string[]): string =>
  candidates.length === 0
    ? 'No candidate is known; look it up in the code set.'
    : `Candidates: ${candidates.join('; ')}.`

const NAMES: Readonly<Record<string, string>> = {
  icd10cm: 'ICD-10-CM',
  icd10pcs: 'ICD-10-PCS',
  hcpcs: 'HCPCS level II',
  cpt: 'CPT',
}
const nameOf = (system: string): string => NAMES[system] ?? system

type Stale = {
  readonly code: string
  readonly system: string
  /** Day from which the edition is in force that the code was held against. */
  readonly edition: string
  /** Who cites it. */
  readonly by: string
}
type Replaceable = Stale & { readonly candidates: readonly string[] }

const CHOOSE =
  'Which one fits is for a coder to decide: `chartwright codes check --fix` asks, and changes nothing by itself.'

/** Problems of cited codes: the lock beside the course, and what an edition says of them. */
export const codes = {
  'codes-lock-missing': kind<{ codes: number }>({
    severity: 'info',
    title: 'A course with codes and without a code lock',
    message: ({ codes }) =>
      `The course cites ${codes} ${codes === 1 ? 'code' : 'codes'}, and no codes.lock.json says what they mean and which edition they are from.`,
    hint: 'Install the code sets with `chartwright codes add`, then run `chartwright codes lock` on the course.',
  }),
  'codes-lock-invalid': kind<{ because: string }>({
    severity: 'error',
    title: 'A code lock that cannot be read',
    message: ({ because }) => `codes.lock.json cannot be read: ${because}.`,
    hint: 'It is written by `chartwright codes lock`, never by hand. Delete it and run that command again.',
  }),
  'code-not-locked': kind<{ code: string; system: string }>({
    severity: 'warning',
    title: 'A code that the code lock does not have',
    message: ({ code, system }) => `codes.lock.json has no ${nameOf(system)} code ${code} for the day it is cited for.`,
    hint: 'Run `chartwright codes lock` on the course; it says which codes do not exist.',
  }),
  'code-unknown': kind<Replaceable & { lookalike?: string }>({
    severity: 'error',
    title: 'A code that no installed edition has',
    message: ({ code, system, edition, by }) =>
      `${code} is not a code of ${nameOf(system)} in the edition of ${edition} or any other that is installed (cited by ${by}).`,
    hint: ({ candidates, lookalike }) => {
      const meant =
        lookalike === undefined ? [] : [`Did you mean ${lookalike}, with digits where letters look like them?`]
      const others = lookalike !== undefined && candidates.length === 0 ? [] : [instead(candidates)]
      return [
        ...meant,
        ...others,
        'A code that is not meant to exist is written as plain inline code, without its system.',
      ].join(' ')
    },
  }),
  'code-deleted': kind<Replaceable & { title: string; since: string }>({
    severity: 'error',
    title: 'A code that was deleted',
    message: ({ code, title, since, by }) => `${code} (${title}) was deleted as of ${since} (cited by ${by}).`,
    hint: ({ candidates }) => `${instead(candidates)} ${CHOOSE}`,
  }),
  'code-now-header': kind<Replaceable & { title: string }>({
    severity: 'error',
    title: 'A code that needs more characters',
    message: ({ code, title, edition, by }) =>
      `${code} (${title}) is a header in the edition of ${edition}: it needs more characters (cited by ${by}).`,
    hint: ({ candidates }) => `${instead(candidates)} ${CHOOSE}`,
  }),
  'code-header': kind<Replaceable & { title: string }>({
    severity: 'warning',
    title: 'A code that the course is locked to as a header',
    message: ({ code, title, edition, by }) =>
      `${code} (${title}) could once be reported, but is a header in the edition of ${edition}, as the lock says too (cited by ${by}).`,
    hint: ({ candidates }) => `Fine as an example of a header, wrong as an answer. ${instead(candidates)}`,
  }),
  'code-not-yet-valid': kind<Stale & { from: string; title: string }>({
    severity: 'error',
    title: 'A code that is not in force yet',
    message: ({ code, title, from, by }) => `${code} (${title}) is in force only from ${from} (cited by ${by}).`,
    hint: ({ edition }) => `Say with asOf for which day it is meant, or cite a code of the edition of ${edition}.`,
  }),
  'code-wrong-system': kind<Stale & { other: string; title: string }>({
    severity: 'error',
    title: 'A code of another system',
    message: ({ code, system, other, title, by }) =>
      `${code} is a code of ${nameOf(other)} (${title}), not of ${nameOf(system)} (cited by ${by}).`,
    hint: ({ code, other }) => `Write \`${other}:${code}\` or :code[${code}]{system=${other}}.`,
  }),
  'code-title-revised': kind<Stale & { before: string; after: string }>({
    severity: 'warning',
    title: 'A code whose title was revised',
    message: ({ code, before, after, edition, by }) =>
      `${code} was ${JSON.stringify(before)} and is ${JSON.stringify(after)} in the edition of ${edition} (cited by ${by}).`,
    hint: 'Check whether what is said about it still holds; then `chartwright codes lock` takes the new title.',
  }),
  'code-poa-changed': kind<Stale & { exempt: boolean }>({
    severity: 'warning',
    title: 'A code whose POA status changed',
    message: ({ code, exempt, edition, by }) =>
      `${code} is ${exempt ? 'exempt' : 'no longer exempt'} from POA reporting in the edition of ${edition} (cited by ${by}).`,
    hint: 'Correct what the text and keys say about its present-on-admission indicator.',
  }),
  'guideline-unknown': kind<{ section: string; edition: string; by: string }>({
    severity: 'error',
    title: 'A section that the guidelines do not have',
    message: ({ section, edition, by }) =>
      `The guidelines ${edition} have no section ${section} (referred to by ${by}).`,
    hint: 'References look like I.C.9.a.1; the printed form I.C.9.a.1) is written without the parenthesis.',
  }),
  'guideline-gone': kind<{ section: string; heading: string; edition: string; moved: readonly string[]; by: string }>({
    severity: 'error',
    title: 'A section that the newer guidelines do not have',
    message: ({ section, heading, edition, by }) =>
      `Section ${section} (${heading}) is not in the guidelines ${edition} (referred to by ${by}).`,
    hint: ({ moved }) =>
      moved.length === 0
        ? 'Find what took its place, and refer to that.'
        : `That heading is now ${moved.join(' or ')}.`,
  }),
  'guideline-heading-changed': kind<{
    section: string
    before: string
    after: string
    edition: string
    moved: readonly string[]
    by: string
  }>({
    severity: 'warning',
    title: 'A section of the guidelines that says something else',
    message: ({ section, before, after, edition, by }) =>
      `Section ${section} was ${JSON.stringify(before)} and is ${JSON.stringify(after)} in the guidelines ${edition} (referred to by ${by}).`,
    hint: ({ moved }) =>
      moved.length === 0
        ? 'Read the section, and refer to another if it does not back the key.'
        : `The old heading is ${moved.join(' or ')} there. Refer to it, or name the edition that is meant.`,
  }),
  'guideline-edition-missing': kind<{ edition: string; by: string }>({
    severity: 'info',
    title: 'A reference to guidelines that are not installed',
    message: ({ edition, by }) => `No section list of the guidelines ${edition} is installed (referred to by ${by}).`,
    hint: ({ edition }) => `Add it: chartwright codes add guideline-sections-${edition}.json`,
  }),
  'codebook-lacks': kind<{ what: string; hint: string }>({
    severity: 'error',
    title: 'A code book that cannot be made from what is installed',
    message: ({ what }) => `The course asks for a code book, and ${what}.`,
    hint: ({ hint }) => hint,
  }),
  'codebook-no-notes': kind<{ year?: number; edition: string }>({
    severity: 'info',
    title: 'A code book without notes, or with those of another year',
    message: ({ year, edition }) =>
      year === undefined
        ? `The code book has no includes, excludes and code first notes: no tabular list of ${edition} or before is installed.`
        : `The notes in the code book are those of fiscal year ${year}, the newest tabular list installed for the edition of ${edition}. The code book says so.`,
    hint: 'Add the tabular list (XML) of that year with `chartwright codes add`, or write `notes: false`.',
  }),
  'codebook-none': kind<{ exam: string }>({
    severity: 'warning',
    title: 'An exam with an open code book in a course without one',
    message: ({ exam }) => `The exam "${exam}" opens the code book, but the course has none.`,
    hint: 'Write `codebook: {}` in course.yaml, or take `codebook: open` out of the exam.',
  }),
} as const
