import type { Data } from 'unified'

/**
 * Text within text costs the parser more than its length and every walk over the tree some of its stack: a line of a
 * few thousand ">" would end both. Nobody reads what stands fifty levels deep.
 */
const MOST_LEVELS = 50
/** Boxes are dearer: the parser reads all of a box for each one around it. */
const MOST_BOXES = 20
/** Marks in one paragraph that may begin or end emphasis, a link or a picture; at worst each stands within the one before. */
const MOST_MARKS = 1000

type Extension = NonNullable<Data['micromarkExtensions']>[number]
type Construct = Extract<NonNullable<Extension['text']>[string], { readonly tokenize: unknown }>

/** What begins a quotation, a list or a footnote; on one line, each within the one before. */
const MARKER = /[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]{1,999}\]:)/y
const RULE = /^(?:[-\s]*|[*\s]*)$/
const BOX = /^[\s>]*(:{3,})\s*(\S?)/

/** Offsets of the lines that begin something within too many others. */
export function deepLines(text: string): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = []
  const boxes: number[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    if (levelsOf(line) > MOST_LEVELS || hasTooManyBoxes(boxes, line)) found.push({ start, end })
    start = end + 1
  }
  return found
}

/** The text with letters for the marks of these lines: every position stays, and no text is lost. */
export const withoutDeepLines = (text: string): string =>
  deepLines(text).reduce(
    (flat, { start, end }) => flat.slice(0, start) + flat.slice(start, end).replace(/\W/g, 'x') + flat.slice(end),
    text,
  )

/** A list within a list begins two columns further on. */
function levelsOf(line: string): number {
  let markers = 0
  MARKER.lastIndex = 0
  while (MARKER.test(line)) markers++
  if (markers === 0 || RULE.test(line)) return 0
  const indent = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0
  return markers + Math.floor(indent / 2)
}

/** @param boxes lengths of the fences of `:::` that are open; a closing one ends the outermost that it is long enough for */
function hasTooManyBoxes(boxes: number[], line: string): boolean {
  const [, fence = '', label = ''] = BOX.exec(line) ?? []
  if (label !== '') return boxes.length >= MOST_BOXES || boxes.push(fence.length) > MOST_BOXES
  const closed = fence === '' ? -1 : boxes.findIndex((length) => length <= fence.length)
  if (closed !== -1) boxes.length = closed
  return false
}

const ATTENTION = new Set([42, 95, 126])
const RUNS = /(?<attention>\*+|_+|~+)|[![]/g

/** A run of `*` can begin or end an emphasis for every one or two of them. */
const weightOf = (length: number): number => Math.ceil(length / 2)

/** Whether the text of a paragraph, a heading or a cell has more than `MOST_MARKS` of them. */
export function hasTooManyMarks(text: string): boolean {
  let sum = 0
  for (const { groups } of text.matchAll(RUNS)) sum += weightOf(groups?.attention?.length ?? 1)
  return sum > MOST_MARKS
}

/** Marks of a paragraph so far and where the last one stood, by what the parser keeps while it reads the paragraph. */
const counted = new WeakMap<object, { readonly sum: number; readonly at: number }>()

/** Comes before what reads a mark, and takes it for plain text once there have been too many. */
const markLimit: Construct = {
  name: 'markLimit',
  tokenize(effects, ok, nok) {
    const { offset } = this.now()
    const { sum, at } = counted.get(this) ?? { sum: 0, at: -1 }
    return (mark) => {
      let length = 0
      effects.enter('data')
      const next: typeof ok = (code) => {
        if (code === mark && (length === 0 || ATTENTION.has(mark ?? 0))) {
          length++
          effects.consume(code)
          return next
        }
        effects.exit('data')
        if (offset <= at) return sum > MOST_MARKS ? ok(code) : nok(code)
        const total = sum + weightOf(length)
        counted.set(this, { sum: total, at: offset })
        return total > MOST_MARKS ? ok(code) : nok(code)
      }
      return next(mark)
    }
  },
}

/** `*`, `_`, `~`, `[` and the `!` of a picture. */
export const nestingLimit: Extension = {
  text: { 33: markLimit, 42: markLimit, 91: markLimit, 95: markLimit, 126: markLimit },
}
