import {
  type Alias,
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml'
import { compareProblems, type Place, type Problem } from '../problems/problem.ts'
import { problem } from '../problems/report.ts'
import { pointerSteps } from './field-name.ts'
import type { PlaceOf } from './validate.ts'

export interface YamlText {
  /** Plain JSON; undefined when the text could not be read. */
  readonly value: unknown
  readonly placeOf: PlaceOf
  readonly problems: readonly Problem[]
}

/** Aliases may unfold to this many nodes each; more is a "billion laughs" file. */
const MAX_ALIASES = 100

/**
 * Reads YAML 1.2 (core schema: dates stay text).
 *
 * @param lineOffset lines of the file before the text, for YAML that stands in front matter.
 */
export function parseYaml(text: string, file: string, lineOffset = 0): YamlText {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const placeAt = (start: number, end?: number): Place => {
    const { line, col } = lines.linePos(start)
    const stop = end === undefined ? undefined : lines.linePos(end)
    const from = { file, line: line + lineOffset, column: col }
    return stop === undefined ? from : { ...from, endLine: stop.line + lineOffset, endColumn: stop.col }
  }
  const placeOf: PlaceOf = (pointer, { key = false } = {}) => {
    const range = rangeOf(document.contents, pointerSteps(pointer), key)
    if (range === undefined) return { file, line: lineOffset + 1, column: 1 }
    const place = placeAt(...range)
    // A group of fields is pointed at by its beginning; marking all of its lines would hide the ones that matter.
    const { endLine, endColumn: _, ...start } = place
    return endLine === start.line ? place : start
  }
  const tooDeep = document.errors.find(({ code }) => code === TOO_DEEP)
  const faults = tooDeep === undefined ? [...document.errors, ...document.warnings] : [tooDeep]
  const problems = faults.map(({ code, message, pos }): Problem => {
    const place = placeAt(Math.min(pos[0], text.length))
    if (code !== 'DUPLICATE_KEY') {
      const told = (message.split(';')[0] ?? message).replace(/\.$/, '')
      const reason = code === TOO_DEEP ? 'it is nested too deeply' : told
      return problem('yaml-syntax', { reason, advice: ADVICE[code] ?? ADVICE.other }, place)
    }
    const { key, first } = firstOfSameKey(document, pos[0])
    return problem('yaml-duplicate-key', { key, firstLine: lines.linePos(first).line + lineOffset }, place)
  })
  if (problems.length > 0) return { value: undefined, placeOf, problems: problems.sort(compareProblems) }
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }), placeOf, problems }
  } catch {
    return { value: undefined, placeOf, problems: [aliasProblem(document, placeAt)] }
  }
}

/** Start and end offset of the node a path leads to; of its key if asked; of the nearest parent that is there. */
function rangeOf(root: Node | null, steps: readonly string[], key: boolean): [number, number] | undefined {
  let node: unknown = root
  let found = isNode(root) ? root.range : undefined
  for (const [index, step] of steps.entries()) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        (item) => String(isScalar(item.key) ? item.key.value : item.key) === step,
      )
      if (pair === undefined) break
      const wantsKey = (key && index === steps.length - 1) || !isNode(pair.value)
      const target = wantsKey ? pair.key : pair.value
      if (isNode(target) && target.range) found = target.range
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      if (!isNode(node)) break
      found = node.range ?? found
    } else break
  }
  return found ? [found[0], found[1]] : undefined
}

/** The key at `offset`, and where its map has it first. */
function firstOfSameKey(document: Document, offset: number): { key: string; first: number } {
  let found = { key: '', first: offset }
  visit(document, {
    Map: (_, { items }) => {
      const repeated = items.find(({ key }) => isScalar(key) && key.range?.[0] === offset)
      if (!isScalar(repeated?.key)) return undefined
      const { value } = repeated.key
      const first = items.find(({ key }) => isScalar(key) && key.value === value)
      if (isScalar(first?.key)) found = { key: String(value), first: first.key.range?.[0] ?? offset }
      return visit.BREAK
    },
  })
  return found
}

/** What is wrong with the aliases of a text that could be read but not unfolded. */
function aliasProblem(document: Document, placeAt: (start: number, end?: number) => Place): Problem {
  let missing: Alias | undefined
  let first: Alias | undefined
  visit(document, {
    Alias: (_, alias) => {
      first ??= alias
      if (alias.resolve(document) === undefined) missing ??= alias
    },
  })
  const [start = 0, end] = (missing ?? first)?.range ?? []
  const place = placeAt(start, end)
  if (missing === undefined) return problem('yaml-aliases', {}, place)
  const advice = `Write the value out, or name it with &${missing.source} where it appears first.`
  return problem('yaml-syntax', { reason: `nothing is named *${missing.source}`, advice }, place)
}

/** What the parser says, at every level that it climbs back through, when a text is nested deeper than it can follow. */
const TOO_DEEP = 'RESOURCE_EXHAUSTION'

/** How to mend the mistakes that authors make most. */
const ADVICE: Readonly<Record<string, string>> & { readonly other: string } = {
  TAB_AS_INDENT: 'Indent with spaces; YAML allows no tabs.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a text that holds a colon followed by a space in quotes, and check the indentation.',
  BAD_INDENT: 'Indent the fields of one group alike.',
  MISSING_CHAR: 'Close every quote and bracket, and put a colon and a space after each field name.',
  MULTIPLE_DOCS: 'Keep one YAML document in the file; delete the line "---" between the two.',
  RESOURCE_EXHAUSTION: 'Close every bracket, and keep to the few levels that docs/authoring.md shows.',
  other: 'Check the indentation, the quotes and the colon after the field name on this line and the one before it.',
}
