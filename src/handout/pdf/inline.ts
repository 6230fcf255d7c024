import type { ElementContent } from 'hast'
import type { Weight } from '../../certificates/fonts.ts'
import { hasClass, stringOf } from '../hast.ts'
import { isSymbol } from './symbols.ts'
import { COLOUR } from './theme.ts'

/** How a run of text is set. */
export interface Style {
  readonly weight: Weight
  readonly size: number
  readonly colour: string
  /** On a tinted ground. */
  readonly code?: true
  readonly raised?: true
  readonly struck?: true
  /** Set in the font for symbols. */
  readonly symbols?: true
  /** Address it leads to. */
  readonly link?: string
}

export interface Run {
  readonly text: string
  readonly style: Style
}

/** Text of one style within a line. */
export interface Piece extends Run {
  readonly width: number
}
export type Line = readonly Piece[]

export type Measure = (text: string, style: Style) => number

/** A line break within a text. */
const BREAK = '\n'

/** Inline content as runs; white space as HTML reads it unless it counts. */
export function runsOf(nodes: readonly ElementContent[], style: Style, verbatim = false): Run[] {
  return nodes.flatMap((node): Run[] => {
    if (node.type === 'text') {
      const text = node.value.normalize('NFC')
      return [{ text: verbatim ? text : text.replace(/\s+/g, ' '), style }]
    }
    if (node.type !== 'element') return []
    if (node.tagName === 'br') return [{ text: BREAK, style }]
    return runsOf(node.children, styleIn(node.tagName, node, style), verbatim)
  })
}

function styleIn(tagName: string, node: Extract<ElementContent, { type: 'element' }>, style: Style): Style {
  switch (tagName) {
    case 'strong':
      return { ...style, weight: 'semibold' }
    case 'em':
      return { ...style, weight: 'italic' }
    case 'code':
      return { ...style, code: true }
    case 'del':
      return { ...style, struck: true }
    case 'sup':
      return { ...style, raised: true, size: style.size * 0.7 }
    case 'span':
      return hasClass(node, 'term') ? { ...style, weight: 'italic' } : style
    case 'a': {
      const href = stringOf(node, 'href')
      return /^(https?|mailto):/i.test(href) ? { ...style, colour: COLOUR.accent, link: href } : style
    }
    default:
      return style
  }
}

/** A run in parts that one font draws. */
export function byFont(run: Run): Run[] {
  const { text, style } = run
  if (!/\p{S}/u.test(text)) return [run]
  const parts: { text: string; style: Style }[] = []
  const symbols: Style = { ...style, symbols: true }
  for (const character of text) {
    const wanted = isSymbol(character) ? symbols : style
    const last = parts.at(-1)
    if (last?.style === wanted) last.text += character
    else parts.push({ text: character, style: wanted })
  }
  return parts
}

/** Sets runs in lines of at most `width` points; a word that is longer than a line is cut. */
export function linesOf(runs: readonly Run[], width: number, measure: Measure): Line[] {
  const lines: Line[] = []
  let line: Run[] = []
  let used = 0
  const close = (): void => {
    lines.push(measured(line, measure))
    line = []
    used = 0
  }
  const put = (run: Run): void => {
    line.push(run)
    used += measure(run.text, run.style)
  }
  for (const word of wordsOf(runs.flatMap(byFont))) {
    if (word === BREAK) {
      close()
      continue
    }
    const solid = word.filter(({ text }) => text !== ' ')
    const needed = solid.reduce((sum, { text, style }) => sum + measure(text, style), 0)
    const gap = word.find(({ text }) => text === ' ')
    const gapWidth = gap === undefined || line.length === 0 ? 0 : measure(' ', gap.style)
    if (line.length > 0 && used + gapWidth + needed > width) close()
    else if (gap !== undefined && line.length > 0) put(gap)
    for (const run of solid)
      for (const part of cut(run, width, measure)) {
        if (line.length > 0 && used + measure(part.text, part.style) > width + 0.01) close()
        put(part)
      }
  }
  if (line.length > 0) close()
  return lines
}

/** Words with the space before them; a word may change its style in the middle. */
function wordsOf(runs: readonly Run[]): (Run[] | typeof BREAK)[] {
  const words: (Run[] | typeof BREAK)[] = []
  let word: Run[] = []
  const close = (): void => {
    if (word.some(({ text }) => text !== ' ')) words.push(word)
    word = []
  }
  for (const { text, style } of runs) {
    for (const part of text.split(/( +|\n)/)) {
      if (part === '') continue
      if (part === BREAK) {
        close()
        words.push(BREAK)
      } else if (part.trim() === '') {
        if (word.some((one) => one.text !== ' ')) close()
        word = [{ text: ' ', style }]
      } else word.push({ text: part, style })
    }
  }
  close()
  return words
}

/** A word longer than a line in parts; measured by its characters, without the kerning between them. */
function cut(run: Run, width: number, measure: Measure): Run[] {
  if (measure(run.text, run.style) <= width) return [run]
  const parts: Run[] = []
  let part = ''
  let used = 0
  for (const character of run.text) {
    const more = measure(character, run.style)
    if (part !== '' && used + more > width) {
      parts.push({ ...run, text: part })
      part = ''
      used = 0
    }
    part += character
    used += more
  }
  return [...parts, { ...run, text: part }]
}

/** Neighbours of one style become one piece. */
function measured(line: readonly Run[], measure: Measure): Piece[] {
  const merged: Run[] = []
  for (const run of line) {
    const last = merged.at(-1)
    if (last !== undefined && last.style === run.style)
      merged[merged.length - 1] = { ...last, text: last.text + run.text }
    else merged.push(run)
  }
  return merged.map((run) => ({ ...run, width: measure(run.text, run.style) }))
}
