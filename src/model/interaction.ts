import type { Score } from './response.ts'

/**
 * How a question and its answer are told to a learning management system or record store. Each standard has a grammar
 * of its own; the question types build all three side by side, and nothing is derived from another standard's form.
 */

/** cmi.interactions of SCORM 1.2 Run-Time Environment §3.4.7: CMIFeedback by type. */
export interface Scorm12Interaction {
  readonly type: 'true-false' | 'choice' | 'fill-in' | 'matching' | 'sequencing' | 'performance' | 'numeric'
  readonly pattern: string
  /** Further patterns that are right. */
  readonly alternates?: readonly string[]
  readonly response: string
}

/** cmi.interactions of SCORM 2004 RTE §4.2.9: characterstring grammars with [,] [.] [:]. */
export interface Scorm2004Interaction {
  readonly type: 'true-false' | 'choice' | 'fill-in' | 'matching' | 'sequencing' | 'performance' | 'numeric'
  readonly patterns: readonly string[]
  readonly response: string
}

export interface XapiComponent {
  readonly id: string
  readonly description: string
}

/** xAPI 1.0.3 Data §2.4.4.1, interaction activity definitions. */
export interface XapiInteraction {
  readonly interactionType: 'true-false' | 'choice' | 'fill-in' | 'matching' | 'sequencing' | 'performance' | 'numeric'
  readonly correctResponsesPattern: readonly string[]
  readonly choices?: readonly XapiComponent[]
  readonly source?: readonly XapiComponent[]
  readonly target?: readonly XapiComponent[]
  readonly steps?: readonly XapiComponent[]
  readonly response: string
}

export interface Interaction {
  readonly scorm12: Scorm12Interaction
  readonly scorm2004: Scorm2004Interaction
  readonly xapi: XapiInteraction
}

/** A part of a question that is recorded by itself, besides the whole. */
export interface InteractionLine {
  /** Letters, digits and hyphens; unique in the question. */
  readonly id: string
  readonly description: string
  /** `earned` is negative where something takes points away. */
  readonly score: Score
  readonly interaction: Interaction
}
