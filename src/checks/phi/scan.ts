import { byPattern, type Identifier, type IdentifierRule, type Surroundings } from './identifier.ts'
import { isKnownWord } from './known-words.ts'
import { isEponym } from './named-after.ts'
import { contact } from './rules/contact.ts'
import { dates } from './rules/dates.ts'
import { likeness } from './rules/likeness.ts'
import { names } from './rules/names.ts'
import { numbers, otherNumbers } from './rules/numbers.ts'
import { places } from './rules/places.ts'

/** What two rules find in the same place is told by the one that stands first. */
const rules: readonly IdentifierRule[] = [
  ...contact,
  ...numbers,
  ...dates,
  ...otherNumbers,
  ...places,
  ...likeness,
  names,
]

/** Codes as courses write them: nothing in them is a number of somebody's. */
const CODES =
  /:code\[[^\]]*\](?:\{[^}]*\})?|`(?:icd10cm|icd10pcs|cpt|hcpcs):[^`]*`|\b[A-TV-Z]\d[A-Z\d]\.[A-Z\d]{1,4}\b/g

const masked = (line: string): string => line.replace(CODES, (code) => ' '.repeat(code.length))

/** Identifiers of one line, in order, none overlapping another. */
function scanLine(written: string, text: Surroundings): Identifier[] {
  const line = masked(written)
  const found: Identifier[] = []
  for (const rule of rules) {
    for (const one of rule(line, text)) {
      if (!found.some(({ start, end }) => one.start < end && start < one.end)) found.push(one)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/**
 * Identifiers of a text, line by line: what it finds is worth a look, what it does not find proves nothing. Who was named in full is known by each part of the name in every other line.
 */
export function scanText(
  lines: readonly string[],
  { strict = false }: { readonly strict?: boolean } = {},
): Identifier[][] {
  const lowercase = new Set(
    // Addresses are made of names.
    lines.flatMap((line) => line.replace(/\S*[@/\\_=\d]\S*|\S+\.\S+/g, ' ').match(/(?<![\p{L}'’-])\p{Ll}{3,}/gu) ?? []),
  )
  const found = lines.map((line) => scanLine(line, { strict, lowercase }))
  const parts = found.flatMap((line) => line.flatMap(({ is, text }) => (is === 'name' ? nameParts(text) : [])))
  if (parts.length === 0) return found
  const again = new RegExp(String.raw`(?<![\p{L}'’-])(?:${[...new Set(parts)].join('|')})(?!\p{L})`, 'dgu')
  return lines.map((line, i) => {
    const here = found[i] ?? []
    const more = byPattern(
      'name',
      [again],
      isSomebody,
    )(masked(line)).filter((one) => !here.some(({ start, end }) => one.start < end && start < one.end))
    return [...here, ...more].sort((a, b) => a.start - b.start)
  })
}

/** A patient may bear the name of an index. */
const isSomebody = (_: string, { input, index, 0: name }: RegExpExecArray): boolean =>
  !isEponym(input.slice(0, index), input.slice(index + name.length))

/** Family names found; words that mean something else are left out. */
const nameParts = (name: string): string[] =>
  name.split(/[^\p{L}-]+/u).filter((word) => word.length > 3 && /^\p{Lu}\p{Ll}/u.test(word) && !isKnownWord(word))
