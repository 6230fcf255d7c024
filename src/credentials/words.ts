import type { Credential } from '../model/schema-types.ts'
import { compareText } from '../problems/problem.ts'
import type { Evaluation } from './evaluate.ts'

/** Stands wherever a result of `evaluate` or `plan` is shown. */
export const DISCLAIMER =
  'This is a calculation from the rules named here, not the word of the body that awards the credential. Not affiliated with AHIMA, AAPC or any other body.'

/** Where the figures of a version were read, and when. */
export function sourceText({ url, document, retrieved, note }: Evaluation['rule']['source']): string {
  const where = [document, url].filter((part) => part !== undefined).join(', ')
  return `${where}; read on ${retrieved}${note === undefined ? '' : `. ${note}`}`
}

/** All domains that the rules of a credential know, sorted: what a form for external activities can offer. */
export const domainsOf = ({ versions }: Credential): readonly string[] =>
  [...new Set(versions.flatMap(({ rules }) => rules.flatMap(({ of }) => of.domains ?? [])))].sort(compareText)
