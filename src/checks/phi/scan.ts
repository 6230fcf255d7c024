import { FICTIONAL_FAMILY_NAMES, FICTIONAL_GIVEN_NAMES } from './fictional-names.ts'
import { byPattern, type Identifier, type IdentifierRule, type Surroundings } from './identifier.ts'
import { isKnownWord } from './known-words.ts'
import { isEponym, isTerm } from './named-after.ts'
import { contact } from './rules/contact.ts'
import { dates } from './rules/dates.ts'
import { likeness } from './rules/likeness.ts'
import { names } from './rules/names.ts'
import { numbers, otherNumbers } from './rules/numbers.ts'
import { places } from './rules/places.ts'

/** What two rules find in the same place is told by the one that stands first. */
const rules: readonly IdentifierRule[] = [contact, numbers, dates, otherNumbers, places, likeness, names]

/** Codes as courses write them: nothing in them is a number of somebody's. */
const CODES =
  /:code\[[^\]]*\](?:\{[^}]*\})?|`(?:icd10cm|icd10pcs|cpt|hcpcs):[^`]*`|\b[A-TV-Z]\d[A-Z\d]\.[A-Z\d]{1,4}\b/g

const masked = (line: string): string => line.replace(CODES, (code) => ' '.repeat(code.length))

/** Identifiers of one line, in order, none overlapping another. */
function scanLine(written: string, text: Surroundings): Identifier[] {
  const found: Identifier[] = []
  if (/^\s*$/.test(written)) return found
  const line = masked(written)
  for (const rule of rules) {
    for (const one of rule(line, text)) {
      if (!found.some(({ start, end }) => one.start < end && start < one.end)) found.push(one)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/**
 * Identifiers of a text, line by line: what it finds is worth a look, what it does not find proves nothing. Who was named in full
 * is known by each part of the name in every other line.
 */
export function scanText(
  lines: readonly string[],
  { strict = false }: { readonly strict?: boolean } = {},
): Identifier[][] {
  const whole = lines.join('\n')
  const lowercase = lowercaseWords(whole)
  const invented = inventedGivenNames(whole)
  const found = lines.map((line) =>
    scanLine(line, { strict, lowercase }).filter(
      ({ is, text }) => is !== 'name' || !invented.has(text.replace(/['’]s$/, '')),
    ),
  )
  const all = found.flat()
  const names = all.flatMap(({ is, text }) => (is === 'name' ? nameParts(text) : []))
  const towns = strict ? all.flatMap(({ is, text }) => (is === 'place' ? placeNames(text) : [])) : []
  if (names.length === 0 && towns.length === 0) return found
  const again = [againOf('name', names), againOf('place', towns)]
  return lines.map((line, i) => {
    const here = [...(found[i] ?? [])]
    for (const rule of again) {
      const free = rule(masked(line)).filter(
        (one) => !here.some(({ start, end }) => one.start < end && start < one.end),
      )
      here.push(...free)
    }
    return here.sort((a, b) => a.start - b.start)
  })
}

/** Words that stand somewhere without a capital. Addresses do not count: they are made of names. */
const lowercaseWords = (text: string): ReadonlySet<string> =>
  new Set(text.replace(/\S*[@/\\_=\d]\S*|\S+\.\S+/g, ' ').match(/(?<![\p{L}'’-])\p{Ll}{3,}/gu))

/** Finds words that are known by now. */
function againOf(is: 'name' | 'place', words: readonly string[]): (line: string) => Identifier[] {
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length)
  const either = longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')
  return either === ''
    ? () => []
    : byPattern(is, [new RegExp(String.raw`(?<![\p{L}'’-])(?:${either})(?!\p{L})`, 'dgu')], isSomebody)
}

/** Given names of people whose whole name is invented: alone they name the same people. */
const inventedGivenNames = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(INVENTED)].map(([, given = '']) => given))

const INVENTED = new RegExp(
  String.raw`\b(${FICTIONAL_GIVEN_NAMES.join('|')}) (?:${FICTIONAL_FAMILY_NAMES.join('|')})\b`,
  'g',
)

/** A town without its state and ZIP code, or a house by its whole name; towns called like a word of charts are left out. */
function placeNames(text: string): string[] {
  const name = text.replace(/,? (?:[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\.?(?: \d{5}(?:-\d{4})?)?$/, (end) =>
    /^,|^ [A-Z]{2}\b| \d/.test(end) ? '' : end,
  )
  const words = name.split(/[ -]/)
  const capitals = words.every((word) => /^\p{Lu}[\p{L}.'’]+$/u.test(word))
  return capitals && name.length > 3 && !(words.length === 1 && (isKnownWord(name) || isTerm(name))) ? [name] : []
}

/** A patient may bear the name of an index. */
const isSomebody = (_: string, { input, index, 0: name }: RegExpExecArray): boolean =>
  !isEponym(input.slice(0, index), input.slice(index + name.length))

/** Family names found; words that mean something else are left out. */
const nameParts = (name: string): string[] =>
  name.split(/[^\p{L}-]+/u).filter((word) => word.length > 3 && /^\p{Lu}\p{Ll}/u.test(word) && !isKnownWord(word))
