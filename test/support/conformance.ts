import type { TestContext } from 'vitest'
import type { targets } from '../../src/packages/index.ts'

export type TargetName = keyof typeof targets

/** Columns of docs/conformance.md, each with what it means. */
export const conformanceChecks = {
  XSD: "the manifest is valid against the standard's own schema files",
  verify: '`chartwright verify` finds no errors and no warnings in the package',
  'strict fake LMS': 'played against our own record keeper, which refuses whatever the standard does not allow',
  'second opinion': "played against another maker's run time",
  browser: 'the package unzipped, served and played in real Chromium, with leaving and coming back',
} as const

export type ConformanceCheck = keyof typeof conformanceChecks

export interface Proof {
  readonly target: TargetName
  readonly check: ConformanceCheck
  /** The test is skipped where a file is missing that is not ours to ship; the table says so wherever it is made. */
  readonly ifAtHand?: true
}

declare module 'vitest' {
  interface TaskMeta {
    proofs?: readonly Proof[]
  }
}

/** Says that the running test proves a check of some targets; docs/conformance.md is made of it. */
export function proves({ task }: Pick<TestContext, 'task'>, check: ConformanceCheck, ...names: TargetName[]): void {
  task.meta.proofs = [...(task.meta.proofs ?? []), ...names.map((target) => ({ target, check }))]
}

/** The same of a test that is skipped where a file of the standard is missing. */
export function provesIfAtHand({ task }: Pick<TestContext, 'task'>, check: ConformanceCheck, target: TargetName): void {
  task.meta.proofs = [...(task.meta.proofs ?? []), { target, check, ifAtHand: true }]
}
