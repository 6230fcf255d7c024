import { byPattern, type IdentifierRule } from '../identifier.ts'

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)'
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?`
const YEAR = String.raw`(?:'\d\d|(?:18|19|20)\d\d)`

const calendar = byPattern('date', [
  /(?<![\d/.-])(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])\/(?:\d{4}|\d{2})(?![\d/])/dg,
  /(?<![\d/.-])(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])-(?:19|20)\d{2}(?![\d-])/dg,
  /(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d{2}(?![\d.])/dg,
  /(?<![\d/.-])(?:18|19|20)\d{2}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])(?:T[\d:.Z+-]+)?(?![\d-])/dg,
  new RegExp(String.raw`\b${MONTH}\.? ${DAY}(?:,? ${YEAR})?\b(?! ?(?:mg|mL|mcg|%))`, 'dg'),
  new RegExp(String.raw`\b${DAY}(?: of)?[ -]${MONTH}\b\.?(?:,?[ -]${YEAR})?(?! fracture)`, 'dg'),
  new RegExp(String.raw`\b${MONTH}\.?,?(?: of)? ${YEAR}\b`, 'dg'),
])

/** Day and month alone look like a ratio: the words before them must speak of a time. */
const dayAndMonth = byPattern('date', [
  /(?:\b(?:on|dated?|since|admitted|seen|discharged|born|until|till|from|DO[BSIDA]|LMP|ED[DC]|LKW|last seen|onset|labs?|visit|through|thru|starting|by|as of)\b[:\s]+)(?<id>(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01]))(?![\d/%])/dgi,
  /^\W*(?<id>(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])) ?[:–—-]/dg,
  new RegExp(
    String.raw`\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id|[Uu]ntil|[Tt]his|[Nn]ext)[ -](?<id>${MONTH})\b(?!['’]?s? (?:fracture|syndrome|disease))(?!\w)`,
    'dg',
  ),
])

/** A day from which a code set or a rule is in force is nobody's. */
const IN_FORCE =
  /\b(?:discharges? on or after|effective|in force|fiscal years?|FY ?\d{2,4}|editions?|code sets?|guidelines?)\b/i

const date: IdentifierRule = (line, strict) =>
  !strict && IN_FORCE.test(line) ? [] : [...calendar(line), ...dayAndMonth(line)]

/** "90 or older" is the one category that the rule allows. */
const age = byPattern('age', [
  /\b(?<id>(?:9\d|1[0-2]\d)[ -]?(?:y\/o|yo\b|y\.\s?o\.|(?:yrs?|years?)[ -]?(?:old|of age)\b|year-old))/dgi,
  /\b(?:aged?|turned|turning)\b:?\**\s*\|?\s*(?<id>9\d|1[0-2]\d)\b(?!\s*(?:\+|or (?:older|over|more|above)|and (?:older|over|above)|%|days?|months?|weeks?))/dgi,
  /(?:^\W*|\b(?:CC|HPI|ID|Pt|Patient)[:\s]+)(?<id>(?:9\d|1[0-2]\d) ?(?:[MF]\b|yrs?\b|y [MF]\b))/dg,
  /\b(?<id>(?:ninety|one hundred)(?:[ -](?:and )?\w+)?[ -]years?[ -](?:old|of age))\b/dgi,
])

export const dates: readonly IdentifierRule[] = [date, age]
