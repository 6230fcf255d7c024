import { FICTIONAL_FAMILY_NAMES, FICTIONAL_GIVEN_NAMES } from '../../checks/index.ts'
import { hash53 } from '../../model/hash.ts'

/** Gives everyone in a chart an invented name: the same person always the same, no two people one family name. */
export interface Cast {
  /** @param name as the chart writes it, with or without title; the patient's is `''` */
  readonly rename: (name: string) => string
}

const TITLE = /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Doctor)\b\.? */
const CREDENTIAL = /,? (?:M\.?D|D\.?O|R\.?N|N\.?P|PA-C|PA|PhD|DPM|CCS)\b.*$/

/** @param seed decides who is called what; not told by the names it gives */
export function castOf(seed: string): Cast {
  const families = shuffledBy(seed, FICTIONAL_FAMILY_NAMES)
  const givens = shuffledBy(seed, FICTIONAL_GIVEN_NAMES)
  const known = new Map<string, number>()
  const indexOf = (name: string): number => {
    const index = known.get(name) ?? new Set(known.values()).size
    known.set(name, index)
    return index
  }
  const family = (index: number): string => families[index % families.length] ?? ''
  const given = (index: number): string => givens[index % givens.length] ?? ''
  return {
    rename: (written) => {
      const title = TITLE.exec(written)?.[0] ?? ''
      const name = written.slice(title.length).replace(CREDENTIAL, '').trim()
      const parts = name.includes(',') ? name.split(/, ?/).reverse().join(' ').split(' ') : name.split(' ')
      const last = (parts.at(-1) ?? '').replace(/['’]s$/, '').toLowerCase()
      const seen = parts.map((part) => known.get(part.toLowerCase())).find((index) => index !== undefined)
      const index = known.get(last) ?? seen ?? indexOf(last)
      for (const part of parts)
        if (part.length > 2 && !known.has(part.toLowerCase())) known.set(part.toLowerCase(), index)
      const owned = /['’]s$/.test(name) ? "'s" : ''
      if (title !== '') return `${title}${family(index)}${owned}`
      return parts.length === 1 && name !== '' ? `${family(index)}${owned}` : `${given(index)} ${family(index)}${owned}`
    },
  }
}

const shuffledBy = (seed: string, names: readonly string[]): string[] =>
  [...names].sort((a, b) => hash53(`${seed}/${a}`) - hash53(`${seed}/${b}`))
