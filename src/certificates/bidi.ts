import bidiFactory from 'bidi-js'
import { draws, type Family, familyOf, holds } from './fonts.ts'

const bidi = bidiFactory()

/** Direction of a paragraph: that of its first letter. */
export type Direction = 'ltr' | 'rtl'

/** A stretch of text in one font and one direction, in the form in which the font shapes it. */
export interface Run {
  readonly text: string
  readonly family: Family
}

/** Marks that hold a text of its own direction apart from what stands around it (UAX #9, isolates). They are never drawn. */
const ISOLATES = /[\u2066-\u2069]/g
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u

/** To be put into a sentence of another direction: a text with right-to-left letters between isolates, others as they are. */
export const isolated = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text)

export const withoutIsolates = (text: string): string => text.replace(ISOLATES, '')

export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text)

/** A text's letters with their embedding levels (UAX #9), to be cut into lines. */
export interface Levelled {
  readonly text: string
  readonly levels: Uint8Array
  readonly base: Direction
}

export function levelled(text: string): Levelled {
  if (!RIGHT_TO_LEFT.test(text)) return { text, levels: new Uint8Array(text.length), base: 'ltr' }
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text, 'auto')
  return { text, levels, base: (paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr' }
}

interface Stretch extends Run {
  readonly level: number
}

/** The part of a text from `start` to `end` as runs from left to right, as one line shows them. */
export function runsOf({ text, levels }: Levelled, start: number, end: number): Run[] {
  const stretches: Stretch[] = []
  let at = start
  while (at < end) {
    const level = levels[at] ?? 0
    let stop = at + 1
    while (stop < end && levels[stop] === level) stop++
    stretches.push(...stretchesOf(withoutIsolates(text.slice(at, stop)), level))
    at = stop
  }
  return visualOrder(stretches).map(({ text, family, level }) => ({ family, text: shapeable(text, family, level) }))
}

/** Cuts a text of one level by font. What is common to all scripts goes with the letters around it. */
function stretchesOf(text: string, level: number): Stretch[] {
  const characters = Array.from(text)
  const own = characters.map((character) => (COMMON.test(character) ? undefined : familyOf(character)))
  const stretches: Stretch[] = []
  let before: Family | undefined
  characters.forEach((character, i) => {
    const neighbours = [before, own.slice(i).find((family) => family !== undefined)]
    const family = own[i] ?? neighbours.find((near) => joins(near, character)) ?? familyOf(character) ?? 'latin'
    const last = stretches.at(-1)
    if (last !== undefined && last.family === family) stretches.splice(-1, 1, { ...last, text: last.text + character })
    else stretches.push({ text: character, family, level })
    before = family
  })
  return stretches
}

const COMMON = /[\p{Script=Common}\p{Script=Inherited}]/u

/** Whether a character common to all scripts is set in the font of its neighbour: a space in an Arabic name is, so that the
 * name is shaped whole, and a comma in a Chinese one is not, since Chinese fonts have their own. */
function joins(family: Family | undefined, character: string): boolean {
  if (family === undefined) return false
  if (family === 'arabic' || family === 'hebrew') return holds(family, character)
  return draws(family, character)
}

/** UAX #9, rule L2: from the highest level down, what is at it or above changes its order. */
function visualOrder(stretches: readonly Stretch[]): Stretch[] {
  const order = [...stretches]
  const highest = Math.max(0, ...order.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    let at = 0
    while (at < order.length) {
      let stop = at
      while (stop < order.length && (order[stop]?.level ?? 0) >= level) stop++
      if (stop > at) order.splice(at, stop - at, ...order.slice(at, stop).toReversed())
      at = Math.max(stop, at + 1)
    }
  }
  return order
}

/** The bracket of the other side, and any other character as it is. */
export const mirrored = (character: string): string => bidi.getMirroredCharacter(character) ?? character

/** Brackets change sides (rule L4); fontkit turns a run round where its letters say so, and punctuation alone does not. */
function shapeable(text: string, family: Family, level: number): string {
  if (level % 2 === 0) return text
  const characters = Array.from(text, mirrored)
  const turned = family === 'latin' || !RIGHT_TO_LEFT.test(text)
  return (turned ? characters.toReversed() : characters).join('')
}
