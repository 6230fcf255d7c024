/**
 * The identifier classes of the Safe Harbor method, 45 CFR 164.514(b)(2)(i), as far as text can show them. Where the rule
 * names two that nobody tells apart by their form, one stands here for both.
 */
export const identifierClasses = {
  name: 'a name',
  place: 'a place smaller than a state',
  date: 'a date finer than a year',
  age: 'an age over 89',
  phone: 'a telephone or fax number',
  email: 'an e-mail address',
  ssn: 'a social security number',
  record: 'a medical record number',
  account: 'an account, health plan, certificate or license number',
  vehicle: 'a vehicle identifier or license plate',
  device: 'a device identifier or serial number',
  url: 'a web address',
  ip: 'an IP address',
  biometric: 'a biometric identifier',
  photo: 'a photograph that shows who someone is',
} as const

export type IdentifierClass = keyof typeof identifierClasses

/** Something in a line of text that could say who a person is. Offsets in UTF-16 units, `end` exclusive. */
export interface Identifier {
  readonly is: IdentifierClass
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What is known of the text that a line stands in. */
export interface Surroundings {
  /** Whether what is most likely nobody's counts too. */
  readonly strict: boolean
  /** Words that the text also writes without a capital. */
  readonly lowercase: ReadonlySet<string>
}

/** Finds identifiers of some classes in one line. */
export type IdentifierRule = (line: string, text: Surroundings) => Identifier[]

/**
 * A rule of patterns: what group `id` matched, else the whole match, where `accept` takes it. Hardly a line matches any of
 * the patterns, and a course has tens of thousands of lines: what is done for each is as little as can be.
 *
 * @param patterns with the flags g and d
 */
export const byPattern =
  (
    is: IdentifierClass,
    patterns: readonly RegExp[],
    accept: (text: string, match: RegExpExecArray) => boolean = () => true,
  ): ((line: string) => Identifier[]) =>
  (line) => {
    const found: Identifier[] = []
    for (const pattern of patterns) {
      // Not `matchAll`, which makes a new expression for each line.
      for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
        const text = match.groups?.id ?? match[0]
        const [start, end] = match.indices?.groups?.id ?? match.indices?.[0] ?? [match.index, match.index + text.length]
        if (accept(text, match)) found.push({ is, start, end, text })
        if (match[0] === '') pattern.lastIndex += 1
      }
    }
    return found
  }

/**
 * The same rules as one, for lines that have what all their patterns need: looking for that is quicker than trying them all.
 *
 * @param needed without the flag g
 */
export const where =
  (needed: RegExp, rules: readonly IdentifierRule[]): IdentifierRule =>
  (line, text) =>
    needed.test(line) ? rules.flatMap((rule) => rule(line, text)) : []
