import { type Direction, isRightToLeft, levelled, type Run, runsOf, withoutIsolates } from './bidi.ts'
import { graphemes, unbroken } from './breaks.ts'
import type { Family, Upright } from './fonts.ts'

/** How a paragraph is set. */
export interface Setting {
  /** Points. */
  readonly width: number
  readonly size: number
  readonly weight: Upright
  /** A part that never breaks. */
  readonly whole?: string | undefined
}

/** One line: its runs from left to right, and what it says in reading order. */
export interface Line {
  readonly runs: readonly (Run & { readonly width: number })[]
  readonly width: number
  readonly text: string
  readonly base: Direction
  /** Whether glyphs alone do not give back the text. */
  readonly needsText: boolean
  /** Points from the top of the line to the baseline, and to its bottom. */
  readonly ascent: number
  readonly height: number
}

/** Width of a run at a size of one point. */
export type Measure = (run: Run, weight: Upright) => number

/** Above and below the baseline, as shares of the size: Arabic has marks above marks, and deep letters. */
const EXTENT = {
  latin: { ascent: 1.069, descent: 0.293 },
  arabic: { ascent: 1.25, descent: 0.6 },
  hebrew: { ascent: 1.069, descent: 0.293 },
  han: { ascent: 1.069, descent: 0.293 },
  hangul: { ascent: 1.069, descent: 0.293 },
} as const satisfies Record<Family, { ascent: number; descent: number }>

/** Sets a text in lines no wider than the setting; a word that is longer than a line is cut between characters. */
export function linesOf(text: string, setting: Setting, measure: Measure): Line[] {
  const paragraph = levelled(text)
  const { width, size, weight } = setting
  const widthOf = (start: number, end: number): number =>
    size * runsOf(paragraph, start, end).reduce((sum, run) => sum + measure(run, weight), 0)
  const ends: number[] = []
  let start = 0
  let used = 0
  let at = 0
  const close = (): void => {
    if (at > start) ends.push(at)
    start = at
    used = 0
  }
  for (const part of unbroken(text, setting.whole)) {
    const solid = widthOf(at, at + part.trimEnd().length)
    if (used + solid > width + TOLERANCE) close()
    if (solid <= width + TOLERANCE) {
      used += widthOf(at, at + part.length)
      at += part.length
      continue
    }
    for (const piece of graphemes(part)) {
      const more = widthOf(at, at + piece.length)
      if (used + more > width + TOLERANCE) close()
      used += more
      at += piece.length
    }
  }
  close()
  return ends.map((end, i) => {
    const first = ends[i - 1] ?? 0
    const last = first + text.slice(first, end).trimEnd().length
    const runs = runsOf(paragraph, first, last).map((run) => ({ ...run, width: size * measure(run, weight) }))
    const extents = [EXTENT.latin, ...runs.map(({ family }) => EXTENT[family])]
    const ascent = size * Math.max(...extents.map((extent) => extent.ascent))
    const shown = withoutIsolates(text.slice(first, end))
    return {
      runs,
      width: runs.reduce((sum, run) => sum + run.width, 0),
      text: shown,
      base: paragraph.base,
      needsText: !isRightToLeft(shown) && /\p{M}/u.test(shown),
      ascent,
      height: ascent + size * Math.max(...extents.map((extent) => extent.descent)),
    }
  })
}

/** Points: what a line set as a whole may be wider than its parts, by kerning and rounding. */
const TOLERANCE = 0.01
