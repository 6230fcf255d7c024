/**
 * What a learner answered, in one shape for all question types: a list of short strings whose meaning belongs to the
 * type. An empty list means no answer.
 *
 * | type | list |
 * |---|---|
 * | single choice, multiple response | option ids, sorted: `['b']`, `['a', 'c']` |
 * | true/false | `['true']` or `['false']` |
 * | ordering | item ids in the order given: `['c', 'a', 'b']` |
 * | matching | one target id per source, in the order of the sources, `''` where none was chosen |
 * | numeric, short text | the text typed: `['42.5']` |
 * | codes | one entry a code, the first diagnosis first: `['P:A41.51:Y', 'S:N39.0:Y', 'R:0DTJ4ZZ:2']` (codes/entry.ts) |
 */
export type Response = readonly string[]

/** What scoring a response gives. */
export interface Score {
  /** 0 … `possible`; between the two only where the question gives partial credit. */
  readonly earned: number
  readonly possible: number
  /** Whether the response is fully right. */
  readonly correct: boolean
}
