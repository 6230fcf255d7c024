import { compiledFixture } from '../../support/compiled.ts'

export const course = compiledFixture('minimal')
export const ACTORS = ['guest', 'A', 'B', 'instructor'] as const
export type Actor = (typeof ACTORS)[number]

export interface World {
  readonly learner: string
  /** An activity elsewhere that A reported, with a file. */
  readonly entry: string
  readonly registration: string
  readonly certificate: string
  readonly statement: string
  readonly agentOfA: string
  readonly own: (actor: Actor) => string
}
export interface Row {
  readonly path: (world: World, actor: Actor) => string
  readonly init?: (world: World, actor: Actor) => RequestInit
  /** Status for guest, A, B, instructor. */
  readonly status: readonly [number, number, number, number]
  /** Words that must not stand in the answer to actors other than A. */
  readonly secret?: string
}

export const version = { 'X-Experience-API-Version': '1.0.3' }
export const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
})
export const write = (method: string, type: string, body: string): RequestInit => ({
  method,
  body,
  headers: { ...version, 'Content-Type': type },
})

/** An id of nothing. */
export const NOTHING = '0e9ac1a5-6a75-4d29-a68a-0d3b3d1c2a11'
