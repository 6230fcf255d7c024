import { FICTIONAL_FAMILY_NAMES, FICTIONAL_GIVEN_NAMES } from '../../checks/index.ts'
import { hash53 } from '../../model/hash.ts'

/** Gives everyone in a chart an invented name: the same person always the same, no two people one name. */
export interface Cast {
  /** Takes in who is in the chart before anybody is renamed: a name alone is told by the name in full, wherever that stands. */
  readonly meet: (names: readonly string[]) => void
  /** @param name as the chart writes it, with or without title */
  readonly rename: (name: string) => string
}

const TITLE = /^(?:Mrs?|Ms|Miss|Mx|Drs?|Prof|Professor|Rev|Doctor|Sra?|Señora?|Nurse|Officer|Chaplain|Pastor)\b\.? +/i
const CREDENTIAL = /,? (?:M\.?D|D\.?O|R\.?N|N\.?P|PA-C|PA|PhD|DPM|CCS)\b.*$/
const SUFFIX = /,? (?:Jr|Sr|II|III|IV)\b\.?$/

/** `Drs. Brown and Smith` are two people. */
const AND = /( (?:and|&) )/

interface Written {
  readonly title: string
  /** In small letters; absent where one word stands alone. */
  readonly given?: string
  readonly middle: readonly string[]
  readonly family: string
  readonly owned: string
}

interface Person {
  readonly given: string
  readonly middle: readonly string[]
  readonly family: string
  readonly invented: string
}

function read(written: string): Written {
  const title = TITLE.exec(written)?.[0] ?? ''
  const owned = /['’]s$/.exec(written)?.[0] ?? ''
  const name = written
    .slice(title.length, written.length - owned.length)
    .replace(CREDENTIAL, '')
    .replace(SUFFIX, '')
    .trim()
  const [behind = '', before] = name.split(/, ?/)
  const straight = before === undefined ? behind : `${before} ${behind}`
  const parts = straight
    .toLowerCase()
    .replace(/\.(?=\p{L})/gu, '. ')
    .split(/\s+/)
    .filter((part) => part !== '')
  const family = parts.at(-1) ?? ''
  const [given] = parts.length > 1 ? parts : []
  return { title, middle: parts.slice(1, -1), family, owned, ...(given === undefined ? {} : { given }) }
}

const isInitial = (part: string): boolean => /^\p{L}\.?$/u.test(part)

/** @param seed decides who is called what; not told by the names it gives */
export function castOf(seed: string): Cast {
  const familyNames = shuffledBy(seed, FICTIONAL_FAMILY_NAMES)
  const givenNames = shuffledBy(seed, FICTIONAL_GIVEN_NAMES)
  const families = new Map<string, string>()
  const people: Person[] = []

  const familyOf = (family: string): string => {
    const invented = families.get(family) ?? nth(familyNames, families.size)
    families.set(family, invented)
    return invented
  }
  const isGiven = (person: Person, given: string): boolean =>
    person.given === given ||
    (isInitial(given) && person.given.startsWith(given.slice(0, 1))) ||
    (isInitial(person.given) && given.startsWith(person.given.slice(0, 1)))
  const personOf = ({ given = '', middle, family }: Written): Person => {
    const relatives = people.filter((one) => one.family === family)
    const known = relatives.find((one) => one.given === given) ?? relatives.find((one) => isGiven(one, given))
    if (known !== undefined) return known
    familyOf(family)
    const person = { given, middle, family, invented: nth(givenNames, people.length) }
    people.push(person)
    return person
  }
  /** Whom a word alone names: somebody by a first name, else everybody of a family. */
  const alone = (word: string): string => {
    if (families.has(word)) return familyOf(word)
    const named =
      people.find(({ given }) => given === word) ??
      people.find(({ middle }) => middle.includes(word) && !isInitial(word))
    return named?.invented ?? familyOf(word)
  }
  /** What was invented already stays. */
  const isInvented = (word: string): boolean =>
    [...families.values(), ...people.map(({ invented }) => invented)].some((one) => one.toLowerCase() === word)
  const one = (written: string): string => {
    const name = read(written)
    const { title, given, family, owned } = name
    if (family === '' || (given === undefined && isInvented(family))) return written
    if (given !== undefined) return `${title}${personOf(name).invented} ${familyOf(family)}${owned}`
    return `${title}${title === '' ? alone(family) : familyOf(family)}${owned}`
  }
  return {
    meet: (names) => {
      for (const name of names.flatMap((written) => written.split(AND)).map(read)) {
        // Initials are told by the names in full.
        if (name.given !== undefined && !isInitial(name.given)) personOf(name)
      }
    },
    rename: (written) =>
      written
        .split(AND)
        .map((part) => (/^ (?:and|&) $/.test(part) ? part : one(part)))
        .join(''),
  }
}

/** Two names together once all have been given. */
function nth(names: readonly string[], index: number): string {
  const round = Math.floor(index / names.length)
  const name = names[index % names.length] ?? ''
  return round === 0 ? name : `${name} ${names[round % names.length] ?? ''}`
}

const shuffledBy = (seed: string, names: readonly string[]): string[] =>
  [...names].sort((a, b) => hash53(`${seed}/${a}`) - hash53(`${seed}/${b}`))
